/** Incidents with what explains them. @module */
import type { IncidentSignalRow } from "../../anomaly/incident_signal.ts";
import { levelWords } from "../../anomaly/signal_words.ts";
import { scopeWords } from "../../anomaly/words.ts";
import type { ScopeKind } from "../../traffic/traffic_minute.ts";
import { escapeHtml } from "../html.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { momentIn, showDuration, showPercent } from "../parts/show.ts";

const MOST = 30;

/** Renders the incidents of the span, the newest first, each with its slices and signals folded away; nothing without any. */
export function renderIncidents(context: PageContext): string {
  const incidents = context.rows("incidents").toReversed();
  const slices = Map.groupBy(context.rows("slices"), (row) => textOf(row, "incident_id"));
  const signals = Map.groupBy(context.rows("signals"), (row) => textOf(row, "incident_id"));
  const entries = incidents.slice(0, MOST).map((incident) => {
    const id = textOf(incident, "incident_id");
    return entryOf(incident, slices.get(id) ?? [], inOrder(signals.get(id) ?? []), context);
  });
  const rest = incidents.length > MOST
    ? `<p class="note">and ${incidents.length - MOST} earlier ones in the table incidents</p>`
    : "";
  if (entries.length === 0) return "";
  return `<section class="panel wide" aria-labelledby="incidents"><h2 id="incidents">What happened, newest first</h2>
<ul class="entries">${entries.join("\n")}</ul>${rest}</section>`;
}

function entryOf(
  incident: ViewRow,
  slices: readonly ViewRow[],
  signals: readonly ViewRow[],
  { zone }: PageContext,
): string {
  const severity = textOf(incident, "severity");
  const [from, to] = [numberOf(incident, "opened_at")!, numberOf(incident, "closed_at")];
  const range = new URLSearchParams({
    from: new Date(from - 1_800_000).toISOString(),
    to: new Date((to ?? from + 3_600_000) + 1_800_000).toISOString(),
    scope: `${textOf(incident, "scope_kind")}:${textOf(incident, "scope")}`,
    ...(zone === "UTC" ? {} : { tz: zone }),
  });
  const lasted = to === null ? "still open" : showDuration(to - from);
  return `<li><p><strong class="severity ${escapeHtml(severity)}">${escapeHtml(severity)}</strong> <time>${
    momentIn(zone)(from)
  }</time>, ${lasted}:
${escapeHtml(textOf(incident, "summary"))}</p>
<details><summary>Why</summary>${listOf("What moved, in order", signals.map(signalWords))}${
    listOf("Who carries it", slices.filter(({ share }) => typeof share === "number" && share > 0.05).map(sliceWords))
  }<p class="links"><a href="/?${escapeHtml(range.toString())}">Traffic of that time</a> <a href="/requests?${
    escapeHtml(range.toString())
  }">Requests of that time</a></p></details></li>`;
}

function listOf(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<p class="note">${title}</p><ol>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ol>`;
}

/** Those that began first come first, those that never departed by themselves last. */
function inOrder(signals: readonly ViewRow[]): readonly ViewRow[] {
  const delayOf = (row: ViewRow) => numberOf(row, "onset_delay_ms") ?? Infinity;
  return signals.toSorted((a, b) => delayOf(a) === delayOf(b) ? 0 : delayOf(a) - delayOf(b));
}

function signalWords(row: ViewRow): string {
  const delay = numberOf(row, "onset_delay_ms");
  const when = delay === null ? "meanwhile" : delay === 0 ? "at the start" : `after ${showDuration(delay)}`;
  const cause = row.is_cause_candidate === true ? " (first cause candidate)" : "";
  return `${when}: ${levelWords(row as unknown as IncidentSignalRow)} of ${whereOf(row)}${cause}`;
}

function sliceWords(row: ViewRow): string {
  return `${whereOf(row)}: ${showPercent(numberOf(row, "share"))} of the excess`;
}

function whereOf(row: ViewRow): string {
  return scopeWords(textOf(row, "scope_kind") as ScopeKind, textOf(row, "scope"));
}
