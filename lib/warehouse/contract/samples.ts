/** Values of every type, from plain to hostile. @module */
import type { AnyRow } from "../../duckdb/table_file.ts";
import { DAY_MS } from "../../table/day.ts";
import type { ColumnType } from "../../table/table.ts";
import type { TimeRange } from "../warehouse.ts";

/** A value for each type of column. */
export type Sample = { readonly [Type in ColumnType]: AnyRow[string] };

/** The day of most samples, a Sunday, ms since 1970. */
export const DAY = Date.UTC(2026, 10, 22);
/** A minute. */
export const MINUTE_MS = 60_000;
/** Days far apart, ms since 1970. */
export const DAYS = [Date.UTC(2015, 4, 17), DAY, Date.UTC(2099, 11, 31)];
/** No bound in time. */
export const ALWAYS: TimeRange = { from: null, to: null };

/** Nothing special. */
export const PLAIN = {
  instant: DAY,
  text: "web-1",
  integer: 7,
  real: 0.25,
  boolean: true,
  json: '{"a":[1,null]}',
  sketch: { buckets: [-1000, 0, 346], counts: [1, 2, 3] },
} satisfies Sample;

/** The least of each type. */
export const LOWEST: Sample = {
  instant: DAYS[0]!,
  text: "",
  integer: Number.MIN_SAFE_INTEGER,
  real: -Number.MAX_VALUE,
  boolean: false,
  json: "[]",
  sketch: { buckets: [], counts: [] },
};

/** The most of each type. */
export const HIGHEST: Sample = {
  instant: DAYS[2]! + DAY_MS - 1,
  text: "~".repeat(10_000),
  integer: Number.MAX_SAFE_INTEGER,
  real: Number.MAX_VALUE,
  boolean: true,
  json: JSON.stringify({ text: "x".repeat(10_000), deep: [[[{ number: 1e300 }]]] }),
  sketch: { buckets: [-690, 3_095], counts: [1, Number.MAX_SAFE_INTEGER] },
};

/** The smallest steps that a type knows. */
export const FINEST: Sample = {
  ...PLAIN,
  instant: DAY + 1,
  text: " ",
  integer: -1,
  real: 2.2250738585072014e-308,
  json: "null",
};

/** What strangers write into logs. */
export const HOSTILE_TEXTS = [
  `' or 1 = 1; drop table kpis; --`,
  `"quoted" \\ 'twice'' and \`ticks\``,
  "]]; [x] %s {0} $1 ? :name @p1",
  "before\0after",
  "\u{1F468}\u200d\u{1F469}\u200d\u{1F467} \u202egnp.exe\u202c \u0301 \ufeff",
  "one\r\ntwo\n\tthree\n",
  "=cmd|' /C calc'!A1",
  `<script>alert("1")</script>`,
  "\x1b[2J\x1b]0;title\x07",
  `Mozilla/5.0 (${"long ".repeat(2_000)})`,
  " led and trailed by spaces ",
  "NULL",
];
