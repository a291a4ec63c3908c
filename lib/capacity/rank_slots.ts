/**
 * When to take a server away: the hours of the coming week with the least traffic in which the others can carry it.
 *
 * Each slot is planned for the upper end of what is expected, which the group stays below in nine windows of ten, not for its mean. Slots in
 * which the rest survives come first, then those with the fewest requests to move. An open incident or an error budget
 * that is spent or at risk speaks against every slot, and is told.
 *
 * @module
 */
import { numberWords, percentWords, scopeWords } from "../anomaly/words.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import { LOSS_VERDICTS } from "./capacity_loss.ts";
import { type Burden, burdens, lossVerdict, type ServerGroup, type ServerLoad } from "./lose_servers.ts";
import type { MaintenanceWindowRow } from "./maintenance_window.ts";

/** Traffic of a group in an hour to come, requests a second. */
export interface HourToCome {
  /** ms since 1970. */
  readonly at: number;
  readonly expected: number;
  readonly upper: number;
}

/** What speaks against any maintenance, in words; empty where nothing does. */
export type Objections = readonly string[];

/** A server, or any of a group. */
export interface Candidate {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly server: ServerLoad;
}

const HOUR_MS = 3_600_000;
/** Length of a slot in hours. */
const SLOT_HOURS = 2;
/** Slots that are kept of each candidate. */
const MOST_SLOTS = 3;

/**
 * Ranks the slots of one candidate.
 *
 * @param hours ascending, without gaps
 * @param madeAt start of the last day that is known, ms since 1970
 */
export function rankSlots(
  candidate: Candidate,
  group: ServerGroup,
  { hours, objections, madeAt }: {
    readonly hours: readonly HourToCome[];
    readonly objections: Objections;
    readonly madeAt: number;
  },
): MaintenanceWindowRow[] {
  const total = group.servers.reduce((sum, { throughput }) => sum + throughput, 0);
  if (total === 0) return [];
  const share = candidate.server.throughput / total;
  const slots = hours.slice(0, 1 - SLOT_HOURS || undefined).map((_, place) => {
    const slot = hours.slice(place, place + SLOT_HOURS);
    const upper = Math.max(...slot.map((hour) => hour.upper));
    const rest = burdens(
      scaled(group.servers, upper / total),
      ({ serverId }) => serverId === candidate.server.serverId,
    );
    const moved = share * slot.reduce((sum, { expected }) => sum + expected, 0) * (HOUR_MS / 1_000);
    return { startsAt: slot[0]!.at, upper, moved, worst: rest[0], verdict: lossVerdict(rest) };
  });
  const best = slots.sort((a, b) =>
    LOSS_VERDICTS.indexOf(a.verdict) - LOSS_VERDICTS.indexOf(b.verdict) || a.moved - b.moved || a.startsAt - b.startsAt
  );
  return apart(best).map((slot, place) => ({
    made_at: madeAt,
    scope_kind: candidate.scopeKind,
    scope: candidate.scope,
    rank: place + 1,
    starts_at: slot.startsAt,
    ends_at: slot.startsAt + SLOT_HOURS * HOUR_MS,
    moved_request_count: slot.moved,
    group_requests_per_second: slot.upper,
    worst_server_id: slot.worst?.serverId ?? null,
    worst_cpu_percent: slot.worst?.cpuPercent ?? null,
    worst_load_ratio: slot.worst?.loadRatio ?? null,
    verdict: slot.verdict,
    is_recommended: slot.verdict === "survives" && objections.length === 0,
    explanation: explain(candidate, group, slot, objections),
  }));
}

interface Slot {
  readonly startsAt: number;
  readonly upper: number;
  readonly moved: number;
  readonly worst: Burden | undefined;
  readonly verdict: MaintenanceWindowRow["verdict"];
}

/** Takes the first slots that do not overlap. */
function apart<T extends Slot>(ranked: readonly T[]): T[] {
  const kept: T[] = [];
  for (const slot of ranked) {
    const overlaps = kept.some((other) => Math.abs(other.startsAt - slot.startsAt) < SLOT_HOURS * HOUR_MS);
    if (!overlaps) kept.push(slot);
    if (kept.length === MOST_SLOTS) break;
  }
  return kept;
}

function scaled(servers: readonly ServerLoad[], factor: number): ServerLoad[] {
  return servers.map((server) => ({ ...server, throughput: factor * server.throughput }));
}

function explain({ server }: Candidate, group: ServerGroup, slot: Slot, objections: Objections): string {
  const others = group.servers.length - 1;
  const where = scopeWords(group.scopeKind, group.scope);
  const moved = `without ${server.serverId} about ${numberWords(slot.moved)} requests move to ${
    others === 1 ? "the other server" : `the other ${others} servers`
  } of ${where}`;
  return `${[moved, restWords(slot), ...objections].join("; ")}.`;
}

function restWords({ worst }: Slot): string {
  if (worst === undefined) return "none is left";
  const { serverId, cpuPercent, loadRatio } = worst;
  return cpuPercent === null
    ? `${serverId} would carry ${percentWords(loadRatio)} of the most it has had`
    : `${serverId} would need at most ${numberWords(cpuPercent)} % of its CPU`;
}
