/** The way from a chart to what is behind it. @module */
import type { PageContext } from "../page.ts";
import type { Figure } from "./figure.ts";

/** Leads to the requests of what the page shows; a point of the chart leads to its own. */
export function requestsBehind({ scope, range, zone }: PageContext): NonNullable<Figure["drill"]> {
  const query = new URLSearchParams({ from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() });
  if (scope.kind !== "all") query.set("scope", `${scope.kind}:${scope.name}`);
  if (zone !== "UTC") query.set("tz", zone);
  return { href: `/requests?${query}`, label: "Requests behind it" };
}
