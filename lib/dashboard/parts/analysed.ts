/**
 * Which part of what is shown was analysed: to have found nothing is one answer, to have looked at nothing is another.
 *
 * Logs that are read live give minutes and KPIs at once. Incidents, retries, server health, objectives and capacity come from an analysis, which is a little behind them.
 *
 * @module
 */
import { escapeHtml } from "../html.ts";
import type { PageContext, ViewRead } from "../page.ts";
import { numberOf } from "./series.ts";
import { shortMomentIn } from "./show.ts";

/** What a page reads as `analysed` to know. */
export const ANALYSED_SPANS: ViewRead = { view: "analysed_spans", from: null, to: null };

/** What was analysed of a span. */
export interface Analysed {
  /** Where it ends, ms since 1970; null where there is none. */
  readonly until: number | null;
  /** Whether nothing is left. */
  readonly isWhole: boolean;
}

/** What is newer may still be on its way: the minute is over first, then it is analysed. */
const ON_ITS_WAY_MS = 180_000;

/** Tells what was analysed of the span that is shown, as far as it is not in the future. */
function analysedOf({ range, now, rows }: Pick<PageContext, "range" | "now" | "rows">): Analysed {
  const ends = rows("analysed").filter((row) => numberOf(row, "from_at")! < range.to)
    .map((row) => Math.min(range.to, numberOf(row, "to_at")!)).filter((end) => end > range.from);
  if (ends.length === 0) return { until: null, isWhole: false };
  const until = Math.max(...ends);
  return { until, isWhole: until >= Math.min(range.to, now) - ON_ITS_WAY_MS };
}

/** Says that there was nothing, as a title. @param words of a span that was analysed @param subject what is not known of one that was not */
export function noneFound(context: PageContext, words: string, subject: string): string {
  const { until, isWhole } = analysedOf(context);
  if (until === null) return `${subject}: not analysed yet`;
  return isWhole ? words : `${words} up to ${shortMomentIn(context.zone)(until)}`;
}

/** Says why there is nothing to show. @param words of a span that was analysed, as whole sentences */
export function whyNone(context: PageContext, words: string): string {
  const { until, isWhole } = analysedOf(context);
  if (until === null) return "No analysis has run over this time yet: what does so stands above.";
  return isWhole ? words : `${words} No analysis has run over the time since ${shortMomentIn(context.zone)(until)}.`;
}

/** Renders what of a page has to wait for an analysis; empty where nothing does. */
export function renderAnalysed(context: PageContext): string {
  const { until, isWhole } = analysedOf(context);
  if (isWhole) return "";
  const [state, time] = until === null
    ? ["Not analysed yet", "this time"]
    : [`Analysed up to ${shortMomentIn(context.zone)(until)}`, "the time since"];
  const words = `${state}: rates, latencies and errors are known at once, incidents, retries, server health, ` +
    `objectives and capacity of ${time} only after an analysis. What is read live is analysed minute by minute, ` +
    "logs as files are by deno task pipeline.";
  return `<p class="note analysed">${escapeHtml(words)}</p>`;
}
