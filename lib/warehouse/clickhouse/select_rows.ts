/** Queries for a part of a view. @module */
import { withinSpan } from "../number_span.ts";
import type { Selection } from "../warehouse.ts";
import { literal, quoteName } from "./literal.ts";
import type { KindColumn } from "./view_file.ts";

/** Makes the query for the selected rows of a view; time is its first column of instants, and where it has none, all rows are in range. */
export function selectRows(view: string, columns: readonly KindColumn[], selection: Selection): string {
  const { limit, isNewestFirst, offset = 0 } = selection;
  const names = columns.map(({ name }) => quoteName(name)).join(", ");
  const times = timeOf(columns).map((name) => `${name}${isNewestFirst ? " desc" : ""}`);
  const first = limit === undefined ? "" : ` order by ${[...times, names].join(", ")} limit ${offset}, ${limit}`;
  return `select ${names} from ${quoteName(view)} where ${conditionOf(columns, selection)}${first}`;
}

/** Makes the query for how many rows are selected. */
export function countRows(view: string, columns: readonly KindColumn[], selection: Selection): string {
  return `select count() as count from ${quoteName(view)} where ${conditionOf(columns, selection)}`;
}

/** Makes the query for sums of sketches by steps of time. */
export function sumSketches(columns: readonly KindColumn[], selection: Selection, stepMs: number): string {
  return `select intDiv(minute_at, ${stepMs}) * ${stepMs} as step_at, sumMap(latency_sketch.1, latency_sketch.2) as summed
from traffic_minutes
where ${conditionOf(columns, selection)}
group by step_at
order by step_at`;
}

function conditionOf(columns: readonly KindColumn[], { from, to, only = {}, within = {} }: Selection): string {
  const time = timeOf(columns);
  return [
    "1",
    ...from === null ? [] : time.map((name) => `${name} >= ${from}`),
    ...to === null ? [] : time.map((name) => `${name} < ${to}`),
    ...Object.entries(only).map(([column, texts]) => `${quoteName(column)} in (${texts.map(literal).join(", ")})`),
    ...Object.entries(within).map(([column, span]) => withinSpan(quoteName(column), span)),
  ].join(" and ");
}

function timeOf(columns: readonly KindColumn[]): string[] {
  return columns.filter(({ kind }) => kind === "instant").map(({ name }) => quoteName(name)).slice(0, 1);
}
