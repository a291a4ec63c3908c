/** What is shown of which time: a form whose fields are the page's query string. @module */
import { escapeHtml } from "../html.ts";
import type { PageContext } from "../page.ts";
import { showMoment } from "./show.ts";

const LENGTHS = {
  "15m": "15 minutes",
  "1h": "1 hour",
  "6h": "6 hours",
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
} as const;
const USUAL = "24h";

/** Renders the form. @param scopes that can be chosen, as `kind:name` */
export function renderFilters({ range, scope, compare, parameters }: PageContext, scopes: readonly string[]): string {
  const chosen = `${scope.kind}:${scope.name}`;
  const last = parameters.has("from") ? "" : parameters.get("last") ?? USUAL;
  const lengths = Object.entries(LENGTHS).map(([value, label]) => option(value, `last ${label}`, value === last));
  const choices = [...new Set(["all:(all)", ...scopes, chosen])].map((name) =>
    option(
      name === "all:(all)" ? "" : name,
      name === "all:(all)" ? "all traffic" : name.replace(":", " "),
      name === chosen,
    )
  );
  return `<form class="filters" method="get" role="search" aria-label="What is shown">
<label>Time <select name="last">${last === "" ? option("", "chosen below", true) : ""}${
    lengths.join("")
  }</select></label>
<label>Scope <select name="scope">${choices.join("")}</select></label>
<label>Compare <select name="compare">${option("", "with the time before", compare !== null)}${
    option("none", "with nothing", compare === null)
  }</select></label>
<details${parameters.has("from") ? " open" : ""}><summary>From, to</summary>
<label>From <input type="datetime-local" name="from" value="${momentField(parameters.get("from"), range.from)}"></label>
<label>To <input type="datetime-local" name="to" value="${
    momentField(parameters.get("to"), range.to)
  }"></label></details>
<button>Show</button>
<p class="span">${showMoment(range.from)} to ${showMoment(range.to)} UTC</p>
</form>`;
}

function option(value: string, label: string, isChosen: boolean): string {
  return `<option value="${escapeHtml(value)}"${isChosen ? " selected" : ""}>${escapeHtml(label)}</option>`;
}

/** The moment of a field that was given; empty where it was not. */
function momentField(given: string | null, at: number): string {
  return given === null || given === "" ? "" : new Date(at).toISOString().slice(0, 16);
}
