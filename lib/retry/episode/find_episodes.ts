/** Finds retry storms and metastable states in the minutes of scopes. @module */
import { amplifiedStretches, peakAmplification, type Stretch } from "./amplified_stretches.ts";
import { type CalmLoad, calmLoad } from "./calm_load.ts";
import { episodeWords } from "./episode_words.ts";
import { type LoadMinute, type ScopeLoad, sumMinutes } from "./load_minute.ts";
import { type MetastableState, metastableState } from "./metastable_state.ts";
import type { RetryEpisodeRow } from "./retry_episode.ts";
import { retryGain, STORM_GAIN } from "./storm.ts";

const MINUTE_MS = 60_000;

/** Scopes by how narrow they are: at the same amplification the narrower one is told. */
const NARROWEST_FIRST: readonly string[] = ["region", "pool", "all"];

/** Finds the episodes of all scopes, in order of time, each told of the kind of scope that it amplifies most. */
export function findEpisodes(loads: readonly ScopeLoad[]): RetryEpisodeRow[] {
  const found = loads.flatMap(episodesOf).sort((a, b) =>
    b.peak_amplification - a.peak_amplification || narrowness(a) - narrowness(b) || a.started_at - b.started_at
  );
  const told: RetryEpisodeRow[] = [];
  for (const row of found) {
    if (!told.some((other) => other.scope_kind !== row.scope_kind && isOverlapping(other, row))) told.push(row);
  }
  return told.sort((a, b) => a.started_at - b.started_at || a.scope.localeCompare(b.scope));
}

function episodesOf(load: ScopeLoad): RetryEpisodeRow[] {
  const stretches = amplifiedStretches(load.minutes);
  return stretches.flatMap((stretch) => {
    const calm = calmLoad(load.minutes, stretch, stretches);
    const state = calm === null ? null : metastableState(load.minutes, stretch, calm);
    const gain = retryGain(sumMinutes(load.minutes.slice(stretch.from, stretch.to)));
    return state === null && gain < STORM_GAIN ? [] : [rowOf(load, stretch, { calm, state, gain })];
  });
}

interface Finding {
  readonly calm: CalmLoad | null;
  readonly state: MetastableState | null;
  readonly gain: number;
}

function rowOf(
  { scopeKind, scope, minutes }: ScopeLoad,
  stretch: Stretch,
  { calm, state, gain }: Finding,
): RetryEpisodeRow {
  const of = ({ from, to }: Stretch) => sumMinutes(minutes.slice(from, to));
  const whole = of(stretch);
  const row = {
    started_at: minutes[stretch.from]!.minuteAt,
    ended_at: stretch.to === minutes.length ? null : minutes[stretch.to - 1]!.minuteAt + MINUTE_MS,
    kind: state === null ? "storm" : "metastable",
    scope_kind: scopeKind,
    scope,
    trigger_kind: state === null ? "failures" : "surge",
    trigger_ended_at: state === null ? null : minutes[state.trigger.to - 1]!.minuteAt + MINUTE_MS,
    original_count: whole.originalCount,
    retry_count: whole.retryCount,
    peak_amplification: peakAmplification(minutes, stretch),
    gain_ratio: gain,
    goodput_before_ratio: calm === null ? null : Math.min(1, calm.successes / Math.max(calm.originals, 1e-9)),
    goodput_ratio: goodputRatio(state === null ? whole : of(state.sustained)),
    wasted_ratio: whole.totalMs === 0 ? null : Math.min(1, whole.wastedMs / whole.totalMs),
  };
  return { ...row, explanation: episodeWords(row, stretch.to - stretch.from) };
}

function goodputRatio({ successCount, originalCount }: LoadMinute): number {
  return Math.min(1, successCount / Math.max(originalCount, 1));
}

function narrowness({ scope_kind }: RetryEpisodeRow): number {
  return NARROWEST_FIRST.indexOf(scope_kind);
}

function isOverlapping(a: RetryEpisodeRow, b: RetryEpisodeRow): boolean {
  return a.started_at < (b.ended_at ?? Infinity) && b.started_at < (a.ended_at ?? Infinity);
}
