/** Anomaly Detection: what departs, since when, where, and who is told. @module */
import type { Page, PageContext, PageQuery, ViewRead } from "../page.ts";
import { ANALYSED_SPANS, renderAnalysed } from "../parts/analysed.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { readLasting, readScopes, withEarlier } from "../parts/reads.ts";
import { scopesOf } from "../parts/scopes.ts";
import { anomalyFigures } from "./anomaly_figures.ts";
import { renderMetricField, seriesRead } from "./expected_figure.ts";
import { renderFiring, renderRules } from "./alert_panel.ts";
import { renderIncidents } from "./incident_list.ts";

/** The second page. */
export const ANOMALY_PAGE: Page = {
  path: "/anomalies",
  title: "Anomaly Detection",
  reads: (query: PageQuery): Readonly<Record<string, ViewRead>> => ({
    ...readsOfTime(query),
    series: seriesRead(query),
    analysed: ANALYSED_SPANS,
    firing: { view: "alerts_firing", from: null, to: null },
    rules: { view: "alert_rules", from: null, to: null },
    states: { view: "alert_states", from: null, to: null },
    silences: { view: "alert_silences", from: null, to: null },
  }),
  figures: anomalyFigures,
  async render(context: PageContext): Promise<string> {
    const figures = await Promise.all(anomalyFigures(context).map((figure) => renderFigure(figure, context)));
    return `<h1>Anomaly Detection</h1>
${renderFilters(context, scopesOf(context.rows("parts")), renderMetricField(context))}
${renderAnalysed(context)}
<div class="figures">${renderFiring(context)}
${figures.slice(0, 1).join("\n")}
${renderIncidents(context)}
${figures.slice(1).join("\n")}
${renderRules(context)}</div>`;
  },
};

function readsOfTime({ range, scope }: PageQuery): Readonly<Record<string, ViewRead>> {
  return {
    incidents: readLasting("incidents", range, "closed_at"),
    slices: { view: "incident_slices", ...withEarlier(range) },
    signals: { view: "incident_signals", ...withEarlier(range) },
    anomalies: { view: "anomalies", ...range, limit: 20_000 },
    windows: {
      view: "kpis",
      ...range,
      only: { window: ["minute"], scope_kind: [scope.kind], scope: [scope.name] },
    },
    parts: readScopes(range, ["server", "pool", "region", "balancer", "route", "method"]),
  };
}
