/** Queries for a part of a table or view. @module */
import type { Parameter } from "../../duckdb/duckdb.ts";
import { withinSpan } from "../number_span.ts";
import type { Selection } from "../warehouse.ts";
import { quoteName } from "./column_type.ts";
import type { ColumnKinds } from "./exported_rows.ts";
import { instant } from "./instant.ts";

/** A statement with its parameters. */
export interface SelectQuery {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** Makes the query for the selected rows; time is the first column of instants, and where there is none, all rows are in range. */
export function selectRows(view: string, kinds: ColumnKinds, selection: Selection): SelectQuery {
  const { limit, isNewestFirst, offset = 0 } = selection;
  const { sql: rest, parameters } = conditionOf(view, kinds, selection);
  const names = Object.keys(kinds).map(quoteName).join(", ");
  if (limit === undefined) return { sql: `select ${names} ${rest}`, parameters };
  const time = timeOf(kinds);
  const others = Object.keys(kinds).filter((name) => name !== time).map(quoteName);
  const times = time === undefined ? [] : [`${quoteName(time)}${isNewestFirst ? " desc" : ""}`];
  const order = `order by ${[...times, ...others].join(", ")}`;
  return {
    sql: offset === 0
      ? `select top (${limit}) ${names} ${rest} ${order}`
      : `select ${names} ${rest} ${order} offset ${offset} rows fetch next ${limit} rows only`,
    parameters,
  };
}

/** Makes the query for how many rows are selected. */
export function countRows(view: string, kinds: ColumnKinds, selection: Selection): SelectQuery {
  const { sql: rest, parameters } = conditionOf(view, kinds, selection);
  return { sql: `select count_big(*) as count ${rest}`, parameters };
}

/** Makes the query for sums of sketches by steps of time: rows of a step, a bucket and its count, in that order. */
export function sumSketches(kinds: ColumnKinds, selection: Selection, stepMs: number): SelectQuery {
  const { sql: rest, parameters } = conditionOf("traffic_minutes", kinds, selection);
  const step = `datediff(minute, '1970-01-01', minute_at) / ${stepMs / 60_000}`;
  return {
    sql: `with minutes as (select ${step} as step, latency_sketch ${rest})
select step, cast(keyed.value as int) as bucket, sum(cast(counted.value as bigint)) as bucket_count
from minutes
cross apply openjson(minutes.latency_sketch, N'$.buckets') as keyed
cross apply openjson(minutes.latency_sketch, N'$.counts') as counted
where counted."key" = keyed."key"
group by step, cast(keyed.value as int)
order by step, bucket`,
    parameters,
  };
}

function conditionOf(view: string, kinds: ColumnKinds, selection: Selection): SelectQuery {
  const { from, to, only = {}, within = {} } = selection;
  const time = timeOf(kinds);
  let place = 0;
  const conditions = [
    "1 = 1",
    ...time === undefined || from === null ? [] : [`${quoteName(time)} >= ${instant(from)}`],
    ...time === undefined || to === null ? [] : [`${quoteName(time)} < ${instant(to)}`],
    ...Object.entries(only).map(([column, { length }]) =>
      `${quoteName(column)} in (${Array.from({ length }, () => `$${++place}`).join(", ")})`
    ),
    ...Object.entries(within).map(([column, span]) => withinSpan(quoteName(column), span)),
  ];
  return {
    sql: `from dbo.${quoteName(view)} where ${conditions.join(" and ")}`,
    parameters: Object.values(only).flat(),
  };
}

function timeOf(kinds: ColumnKinds): string | undefined {
  return Object.keys(kinds).find((name) => kinds[name] === "instant");
}
