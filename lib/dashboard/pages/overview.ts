/** Performance Overview: is it fast, is it failing, and is the objective still safe. @module */
import { ANALYSED_SPANS, renderAnalysed } from "../parts/analysed.ts";
import { renderCard } from "../parts/card.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderCompareField, renderFilters } from "../parts/filters.ts";
import { readLatencies } from "../parts/latency_cells.ts";
import { windowOf } from "../parts/series.ts";
import type { Page, PageContext, PageQuery, ViewRead } from "../page.ts";
import { overviewCards } from "./overview_cards.ts";
import { overviewFigures } from "./overview_figures.ts";
import { readLasting, readScopes } from "../parts/reads.ts";
import { scopesOf } from "../parts/scopes.ts";

/** The first page. */
export const OVERVIEW: Page = {
  path: "/",
  title: "Performance Overview",
  reads: ({ range, scope, compare }: PageQuery): Readonly<Record<string, ViewRead>> => {
    const window = windowOf(range);
    const ofScope = { scope_kind: [scope.kind], scope: [scope.name] };
    return {
      windows: { view: "kpis", ...range, only: { window: [window], ...ofScope } },
      before: {
        view: "kpis",
        ...(compare ?? { from: range.from, to: range.from }),
        only: { window: [window], ...ofScope },
      },
      latencies: readLatencies(range, scope),
      latenciesBefore: readLatencies(compare ?? { from: range.from, to: range.from }, scope),
      parts: readScopes(range, ["route", "server", "pool", "region", "balancer"]),
      objectives: { view: "slo_burn_down", from: null, to: null },
      standings: { view: "slo_current", from: null, to: null },
      analysed: ANALYSED_SPANS,
      incidents: readLasting("incidents", range, "closed_at"),
      capacity: { view: "capacity_current", from: null, to: null, only: { scope_kind: ["all", "pool", "region"] } },
    };
  },
  figures: overviewFigures,
  async render(context: PageContext): Promise<string> {
    const figures = await Promise.all(overviewFigures(context).map((figure) => renderFigure(figure, context)));
    return `<h1>Performance Overview</h1>
${renderFilters(context, scopesOf(context.rows("parts")), renderCompareField(context))}
${renderAnalysed(context)}
<ul class="cards" aria-label="Key figures">${overviewCards(context).map(renderCard).join("\n")}</ul>
<div class="figures">${figures.join("\n")}</div>`;
  },
};
