/** Figures in the text format of Prometheus (exposition format 0.0.4). @module */
import { FIGURE_MEANINGS, type LiveFigures } from "./live_figures.ts";

/** A figure of the tool itself. */
export interface OwnFigure {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  readonly value: number;
}

/**
 * Writes figures for a scraper; those that nothing is known of are left out.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const own = [{ name: "viewers", type: "gauge", help: "Viewers.", value: 2 }] as const;
 * assertEquals(metricsText({ apdex: null }, own), "# HELP lb_viewers Viewers.\n# TYPE lb_viewers gauge\nlb_viewers 2\n");
 * ```
 */
export function metricsText(figures: LiveFigures, own: readonly OwnFigure[]): string {
  const live = Object.entries(figures).flatMap(([name, value]) =>
    value === null ? [] : [{ name, type: "gauge" as const, help: FIGURE_MEANINGS[name] ?? name, value }]
  );
  return [...live, ...own].map(({ name, type, help, value }) =>
    `# HELP lb_${name} ${help}\n# TYPE lb_${name} ${type}\nlb_${name} ${value}\n`
  ).join("");
}
