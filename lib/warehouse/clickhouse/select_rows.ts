/** Queries for a part of a view. @module */
import type { Selection } from "../warehouse.ts";
import { literal, quoteName } from "./literal.ts";
import type { KindColumn } from "./view_file.ts";

/** Makes the query for the selected rows of a view; time is its first column of instants, and where it has none, all rows are in range. */
export function selectRows(
  view: string,
  columns: readonly KindColumn[],
  { from, to, limit, only = {} }: Selection,
): string {
  const time = columns.filter(({ kind }) => kind === "instant").map(({ name }) => quoteName(name)).slice(0, 1);
  const conditions = [
    ...from === null ? [] : time.map((name) => `${name} >= ${from}`),
    ...to === null ? [] : time.map((name) => `${name} < ${to}`),
    ...Object.entries(only).map(([column, texts]) => `${quoteName(column)} in (${texts.map(literal).join(", ")})`),
  ];
  const names = columns.map(({ name }) => quoteName(name)).join(", ");
  const first = limit === undefined ? "" : ` order by ${[...time, names].join(", ")} limit ${limit}`;
  return `select ${names} from ${quoteName(view)} where ${["1", ...conditions].join(" and ")}${first}`;
}
