/** Retry Analytics: who retries, why, what it costs, and what would help. @module */
import { escapeHtml } from "../html.ts";
import type { Page, PageContext, PageQuery, ViewRead, ViewRow } from "../page.ts";
import { ANALYSED_SPANS, renderAnalysed, whyNone } from "../parts/analysed.ts";
import { renderFigure } from "../parts/figure.ts";
import { renderFilters } from "../parts/filters.ts";
import { readLasting, readScopes, wholeDays, wholeHours } from "../parts/reads.ts";
import { scopesOf } from "../parts/scopes.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { momentIn, showNumber } from "../parts/show.ts";
import { renderSimulator } from "./retry_simulator.ts";
import { retryFigures } from "./retry_figures.ts";

/** The third page. */
export const RETRY_PAGE: Page = {
  path: "/retries",
  title: "Retry Analytics",
  reads: ({ range, scope }: PageQuery): Readonly<Record<string, ViewRead>> => ({
    analysed: ANALYSED_SPANS,
    load: { view: "retry_load", ...range, only: { scope_kind: [scope.kind], scope: [scope.name] } },
    hours: { view: "retry_hours", ...wholeHours(range) },
    success: { view: "retry_success", ...wholeHours(range), only: { scope_kind: [scope.kind], scope: [scope.name] } },
    waits: { view: "retry_waits", ...wholeHours(range) },
    lags: { view: "retry_lags", ...wholeDays(range) },
    episodes: readLasting("retry_episodes", range, "ended_at"),
    recommendations: { view: "retry_recommendations", ...wholeDays(range) },
    parts: readScopes(range, ["server", "pool", "region", "balancer"]),
  }),
  figures: retryFigures,
  async render(context: PageContext): Promise<string> {
    const figures = await Promise.all(retryFigures(context).map((figure) => renderFigure(figure, context)));
    return `<h1>Retry Analytics</h1>
${renderFilters(context, scopesOf(context.rows("parts")))}
${renderAnalysed(context)}
<div class="figures">${figures.slice(0, 1).join("\n")}
${
      listOf(
        "What to do, by effect",
        context.rows("recommendations").map(recommendationOf),
        whyNone(context, "Nothing to recommend: no budget and no back-off would have changed much."),
      )
    }
${
      listOf(
        "Storms and metastable states",
        context.rows("episodes").map((row) => episodeOf(row, context)),
        whyNone(context, "No retry storm and no metastable state in this time."),
      )
    }
${figures.slice(1).join("\n")}
${renderSimulator(context)}</div>`;
  },
};

function listOf(title: string, entries: readonly string[], empty: string): string {
  const content = entries.length === 0
    ? `<p class="empty">${escapeHtml(empty)}</p>`
    : `<ol class="entries">${entries.join("\n")}</ol>`;
  return `<section class="panel"><h2>${title}</h2>${content}</section>`;
}

function recommendationOf(row: ViewRow): string {
  return `<li>${escapeHtml(textOf(row, "words"))}</li>`;
}

function episodeOf(row: ViewRow, { zone }: PageContext): string {
  return `<li><strong class="severity critical">${escapeHtml(textOf(row, "kind"))}</strong> <time>${
    momentIn(zone)(numberOf(row, "started_at"))
  }</time>, up to ${showNumber(numberOf(row, "peak_amplification"))} times the load: ${
    escapeHtml(textOf(row, "explanation"))
  }</li>`;
}
