/** The first page: how it stands, in numbers. @module */
import { escapeHtml } from "../html.ts";
import type { Page, PageContext, PageQuery, ViewRead } from "../page.ts";

interface Figure {
  readonly column: string;
  readonly label: string;
  /** Shows a value. */
  readonly show: (value: number) => string;
}

const rounded = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 4 });
const percent = (value: number) => `${(100 * value).toFixed(2)} %`;

const FIGURES: readonly Figure[] = [
  { column: "requests_per_second", label: "Requests a second", show: rounded },
  { column: "p50_duration_ms", label: "Median, ms", show: rounded },
  { column: "p95_duration_ms", label: "95th percentile, ms", show: rounded },
  { column: "p99_duration_ms", label: "99th percentile, ms", show: rounded },
  { column: "error_ratio", label: "Errors", show: percent },
  { column: "availability", label: "Availability", show: percent },
  { column: "apdex", label: "Apdex", show: (value) => value.toFixed(3) },
];

/** KPIs of the hours that are asked for, and of the moment. */
export const OVERVIEW: Page = {
  path: "/",
  title: "Performance Overview",
  reads: ({ range, scope }: PageQuery): Readonly<Record<string, ViewRead>> => ({
    hours: {
      view: "kpis",
      ...range,
      only: { window: ["hour"], scope_kind: [scope.kind], scope: [scope.name] },
    },
  }),
  render(context: PageContext): string {
    const hours = context.rows("hours");
    const head = FIGURES.map(({ label }) => `<th scope="col">${label}</th>`).join("");
    const live = FIGURES.map(({ column }) => `<td data-live="${column}">–</td>`).join("");
    const body = hours.toReversed().map((row) => {
      const cells = FIGURES.map(({ column, show }) => {
        const value = row[column];
        return `<td>${typeof value === "number" ? show(value) : "–"}</td>`;
      });
      return `<tr><th scope="row">${momentOf(row.window_start_at)}</th>${cells.join("")}</tr>`;
    });
    return `<h1>Performance Overview</h1>
<p>${escapeHtml(context.scope.name)}, ${momentOf(context.range.from)} to ${momentOf(context.range.to)} UTC</p>
<table>
<thead><tr><th scope="col">Hour</th>${head}</tr></thead>
<tbody><tr class="now"><th scope="row">newest minute</th>${live}</tr>
${body.join("\n") || `<tr><td colspan="${FIGURES.length + 1}">No request is known of that time.</td></tr>`}
</tbody>
</table>`;
  },
};

function momentOf(at: unknown): string {
  return typeof at === "number" ? new Date(at).toISOString().slice(0, 16).replace("T", " ") : "–";
}
