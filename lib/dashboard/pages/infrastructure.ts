/** Infrastructure Health: which server is the odd one out, when is it full, and when may one be taken away. @module */
import type { Page, PageContext, PageQuery, PageRange, ViewRead } from "../page.ts";
import { ANALYSED_SPANS, renderAnalysed } from "../parts/analysed.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { readScopes } from "../parts/reads.ts";
import { scopesOf } from "../parts/scopes.ts";
import { windowOf } from "../parts/series.ts";
import { infrastructureFigures } from "./infrastructure_figures.ts";
import { renderPanels } from "./infrastructure_panels.ts";
import { readHealth } from "./server_heatmaps.ts";
import { readByRequests, readBySamples, renderMeasureField } from "./server_measures.ts";

const NEWEST_MS = 3_600_000;

/** The fourth page. */
export const INFRASTRUCTURE_PAGE: Page = {
  path: "/infrastructure",
  title: "Infrastructure Health",
  reads: ({ range, scope }: PageQuery): Readonly<Record<string, ViewRead>> => ({
    analysed: ANALYSED_SPANS,
    parts: readScopes(range, ["server", "pool", "region", "balancer"]),
    byRequests: readByRequests(range),
    bySamples: readBySamples(range),
    windows: {
      view: "kpis",
      ...range,
      only: { window: [windowOf(range)], scope_kind: [scope.kind], scope: [scope.name] },
    },
    metrics: { view: "server_metrics", ...newestOf(range) },
    health: readHealth(range),
    current: { view: "server_current", from: null, to: null },
    flapping: { view: "server_flapping", from: null, to: null },
    capacity: { view: "capacity_current", from: null, to: null },
    losses: { view: "losses_current", from: null, to: null },
    forecast: {
      view: "forecast_current",
      from: null,
      to: null,
      only: { window: ["hour"], scope_kind: [scope.kind], scope: [scope.name] },
    },
    crossings: { view: "crossings_current", from: null, to: null },
    slots: { view: "maintenance_current", from: null, to: null },
  }),
  figures: infrastructureFigures,
  async render(context: PageContext): Promise<string> {
    const figures = await Promise.all(
      infrastructureFigures(context).map((figure) => renderFigure(figure, context)),
    );
    return `<h1>Infrastructure Health</h1>
${renderFilters(context, scopesOf(context.rows("parts")), renderMeasureField(context))}
${renderAnalysed(context)}
${POLLED}
<div class="figures">${figures.join("\n")}
${renderPanels(context)}</div>`;
  },
};

/** Enough of a span to have a sample of every server, and not so much that the newest are cut off. */
function newestOf({ from, to }: PageRange): PageRange {
  return { from: Math.max(from, to - NEWEST_MS), to };
}

/** Figures of the newest poll; shown where metrics are polled. */
const POLLED = `<ul class="cards" aria-label="Servers now" data-needs="polled_servers_count" hidden>
<li class="card"><h2>Servers that answer now</h2><p class="value" data-live="polled_servers_count">–</p></li>
<li class="card"><h2>CPU of the busiest</h2><p class="value"><span data-live="polled_cpu_max_percent">–</span> %</p></li>
<li class="card"><h2>Open connections</h2><p class="value" data-live="polled_connections_count">–</p></li>
</ul>`;
