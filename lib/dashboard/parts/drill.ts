/** The way from a chart to what is behind it. @module */
import type { PageContext } from "../page.ts";
import type { Drill } from "./figure.ts";

/** Leads to the requests of what the page shows; a point of the chart leads to its own. @param wanted which of them, as the page of requests takes it in its query */
export function requestsBehind(
  { scope, range, zone }: PageContext,
  label = "Requests behind it",
  wanted: Readonly<Record<string, string>> = {},
): Drill {
  const query = new URLSearchParams({ from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() });
  if (scope.kind !== "all") query.set("scope", `${scope.kind}:${scope.name}`);
  if (zone !== "UTC") query.set("tz", zone);
  for (const [name, value] of Object.entries(wanted)) query.set(name, value);
  return { href: `/requests?${query}`, label };
}
