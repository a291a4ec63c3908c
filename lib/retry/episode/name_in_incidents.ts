/** Has incidents name the retry storms and metastable states that they are a part of. @module */
import type { RetryEpisodeRow } from "./retry_episode.ts";

/** What of an incident is read and changed. */
export interface NamedIncident {
  readonly opened_at: number;
  readonly closed_at: number | null;
  readonly scope_kind: string;
  readonly scope: string;
  readonly summary: string;
  /** A JSON object. */
  readonly evidence: string;
}

/** Kinds of scope that run across pools and regions, so that their requests may be those of an episode. */
const CROSSING: readonly string[] = ["all", "route", "method", "balancer"];

/** Adds to each incident the episodes that overlap it in time and can share requests: a few words, and the rows to its evidence. */
export function nameInIncidents<T extends NamedIncident>(
  incidents: readonly T[],
  episodes: readonly RetryEpisodeRow[],
): T[] {
  return incidents.map((incident) => {
    const shared = episodes.filter((episode) => isShared(incident, episode));
    if (shared.length === 0) return incident;
    const evidence = { ...JSON.parse(incident.evidence), retry_episodes: shared.map(evidenceOf) };
    const words = shared.map(wordsOf);
    return { ...incident, summary: [incident.summary, ...words].join("; "), evidence: JSON.stringify(evidence) };
  });
}

function isShared(incident: NamedIncident, episode: RetryEpisodeRow): boolean {
  const isOverlapping = incident.opened_at < (episode.ended_at ?? Infinity) &&
    episode.started_at < (incident.closed_at ?? Infinity);
  const isSame = incident.scope_kind === episode.scope_kind && incident.scope === episode.scope;
  return isOverlapping && (isSame || CROSSING.includes(incident.scope_kind) || episode.scope_kind === "all");
}

function wordsOf({ kind, scope_kind, scope, peak_amplification }: RetryEpisodeRow): string {
  const where = scope_kind === "all" ? "all traffic" : `${scope_kind} ${scope}`;
  const name = kind === "storm" ? "a retry storm" : "a metastable state kept up by retries";
  return `${name} in ${where}, up to ${peak_amplification.toFixed(1)} attempts a request`;
}

function evidenceOf({ kind, scope_kind, scope, started_at }: RetryEpisodeRow) {
  return { kind, scope_kind, scope, started_at };
}
