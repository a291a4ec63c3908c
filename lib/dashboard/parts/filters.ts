/** What is shown of which time: links for the usual spans, and a form for the rest, both of the page's query string. @module */
import { zoneOffsetMs } from "../../telemetry/value/time_zone.ts";
import { escapeHtml } from "../html.ts";
import type { PageContext, PageRange } from "../page.ts";
import { isAsked, USUAL_LENGTH } from "../page_query.ts";
import { momentIn } from "./show.ts";

const LENGTHS = {
  "15m": "15 minutes",
  "1h": "1 hour",
  "6h": "6 hours",
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
} as const;
const LONGEST_MS = 366 * 86_400_000;
const USUAL_MS = 86_400_000;
const WHOLE = "all:(all)";

/**
 * Renders links and form.
 *
 * @param scopes that can be chosen, as `kind:name`
 * @param fields more of the form, as HTML
 */
export function renderFilters(context: PageContext, scopes: readonly string[], fields = ""): string {
  const { range, parameters, zone } = context;
  const last = parameters.get("last") || null;
  const moment = momentIn(zone);
  return `<form class="filters" method="get" role="search" aria-label="What is shown">
${renderSpans(context)}
${last === null ? "" : `<input type="hidden" name="last" value="${escapeHtml(last)}">`}
${scopeField(context, scopes)}
${fields}<label>Clock <select name="tz">${zoneOptions(zone)}</select></label>
<details${parameters.get("from") ? " open" : ""}><summary>From, to</summary>
<label>From <input type="datetime-local" name="from" value="${
    momentField(parameters.get("from"), range.from, zone)
  }"></label>
<label>To <input type="datetime-local" name="to" value="${
    momentField(parameters.get("to"), range.to, zone)
  }"></label></details>
<button>Show</button>
<p class="span">${isUsual(context) ? "what is known of 24 hours: " : ""}${moment(range.from)} to ${moment(range.to)} ${
    escapeHtml(zone)
  }</p>
</form>`;
}

/** Renders the field that chooses what a page compares with. */
export function renderCompareField({ compare }: PageContext): string {
  return `<label>Compare <select name="compare">${option("", "with the time before", compare !== null)}${
    option("none", "with nothing", compare === null)
  }</select></label>\n`;
}

/** The length that is shown; null where the beginning was chosen, or less than the usual length is known. */
function lengthOf(context: PageContext): string | null {
  const { parameters } = context;
  return parameters.get("from") || isUsual(context) ? null : parameters.get("last") || USUAL_LENGTH;
}

/** Whether no time was chosen, and so all is shown that is known of the usual length, which is less. */
function isUsual({ parameters, range }: PageContext): boolean {
  return !isAsked(parameters) && range.to - range.from < USUAL_MS;
}

function renderSpans(context: PageContext): string {
  const { range: { from, to } } = context;
  const chosen = lengthOf(context);
  const lengthMs = to - from;
  const lengths = Object.entries(LENGTHS).map(([last, label]) =>
    `<a href="${escapeHtml(addressOf(context, { last }))}" title="last ${label}"${
      last === chosen ? ' aria-current="true"' : ""
    }>${last}</a>`
  );
  const wider = { from: from - lengthMs / 2, to: to + lengthMs / 2 };
  const steps = [
    link(spanAddress(context, { from: from - lengthMs, to: from }), "‹", "earlier"),
    link(spanAddress(context, { from: to, to: to + lengthMs }), "›", "later"),
    ...(2 * lengthMs > LONGEST_MS ? [] : [link(spanAddress(context, wider), "−", "zoom out")]),
  ];
  return `<p class="spans" role="group" aria-label="Time">${lengths.join("")}${steps.join("")}</p>`;
}

/** A link of one mark, with its meaning for those who cannot see it. */
function link(href: string, mark: string, label: string): string {
  return `<a href="${escapeHtml(href)}" aria-label="${label}" title="${label}">${mark}</a>`;
}

function spanAddress(context: PageContext, { from, to }: PageRange): string {
  return addressOf(context, { from: new Date(from).toISOString(), to: new Date(to).toISOString() });
}

/** The address of the page at another time. */
function addressOf({ parameters }: PageContext, span: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parameters);
  for (const name of ["last", "from", "to"]) query.delete(name);
  for (const [name, value] of Object.entries(span)) query.set(name, value);
  return `?${query}`;
}

/** Of no scopes there is nothing to choose, unless one is chosen. */
function scopeField(context: PageContext, scopes: readonly string[]): string {
  if (scopes.length === 0 && `${context.scope.kind}:${context.scope.name}` === WHOLE) return "";
  return `<label>Scope <select name="scope">${scopeOptions(context, scopes)}</select></label>`;
}

function scopeOptions({ scope }: PageContext, scopes: readonly string[]): string {
  const chosen = `${scope.kind}:${scope.name}`;
  const known = [...new Set([...scopes, chosen])].filter((name) => name !== WHOLE);
  const groups = Map.groupBy(known, (name) => name.slice(0, name.indexOf(":")));
  const options = [...groups].map(([kind, names]) =>
    `<optgroup label="${escapeHtml(kind)}">${
      names.map((name) => option(name, name.slice(kind.length + 1), name === chosen)).join("")
    }</optgroup>`
  );
  return option("", "all traffic", chosen === WHOLE) + options.join("");
}

/** The viewer's own zone gets its name from the browser. */
function zoneOptions(zone: string): string {
  const own = zone === "UTC" ? "" : option(zone, zone, true);
  return `${option("", "UTC", zone === "UTC")}${option("local", "local time", false)}${own}`;
}

function option(value: string, label: string, isChosen: boolean): string {
  return `<option value="${escapeHtml(value)}"${isChosen ? " selected" : ""}>${escapeHtml(label)}</option>`;
}

/** The moment of a field that was given, by the clock of the zone; empty where it was not. */
function momentField(given: string | null, at: number, zone: string): string {
  return given === null || given === "" ? "" : new Date(at + zoneOffsetMs(zone, at)).toISOString().slice(0, 16);
}
