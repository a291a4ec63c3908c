/** An episode in plain words. @module */
import type { RetryEpisodeRow } from "./retry_episode.ts";

const MINUTE_MS = 60_000;

/** Says what happened, how bad it was and what ends it. */
export function episodeWords(row: Omit<RetryEpisodeRow, "explanation">, minutes: number): string {
  const where = row.scope_kind === "all" ? "all traffic" : `${row.scope_kind} ${row.scope}`;
  const load = `${row.peak_amplification.toFixed(1)} attempts for each request at its worst`;
  const goodput = `goodput ${percent(row.goodput_ratio)}${
    row.goodput_before_ratio === null ? "" : ` against ${percent(row.goodput_before_ratio)} before`
  }`;
  const wasted = row.wasted_ratio === null
    ? []
    : [`${percent(row.wasted_ratio)} of the time went into failed attempts`];
  if (row.kind === "storm") {
    const gain = `${percent(row.gain_ratio)} of what failed came back as a retry`;
    return [`Retry storm of ${minutes} min in ${where}: ${gain}`, load, goodput, ...wasted, STORM_REMEDY].join("; ");
  }
  const surgeMinutes = Math.max(1, Math.round((row.trigger_ended_at! - row.started_at) / MINUTE_MS));
  const head = `Metastable state in ${where}: a surge was over after ${surgeMinutes} min, ` +
    `retries kept the load up for ${minutes - surgeMinutes} min more`;
  return [head, load, goodput, ...wasted, METASTABLE_REMEDY].join("; ");
}

const STORM_REMEDY = "a retry budget and back-off with jitter limit it";
const METASTABLE_REMEDY = "waiting does not end it, shedding load or stopping retries does";

function percent(ratio: number): string {
  return `${Number((100 * ratio).toPrecision(ratio < 0.1 ? 2 : 3))} %`;
}
