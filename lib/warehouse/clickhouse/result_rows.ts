/** Rows of ClickHouse's format JSONCompact as the plain rows that the project works with. @module */
import type { PlainValue } from "../../duckdb/plain_value.ts";

/** A result in the format JSONCompact. */
export interface ResultTable {
  readonly meta: readonly { readonly name: string; readonly type: string }[];
  readonly data: readonly (readonly unknown[])[];
}

/**
 * Makes rows: whole numbers of 64 bits are numbers, pairs of arrays are sketches, and columns that begin with `is_` are booleans.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const meta = [{ name: "count", type: "UInt64" }, { name: "is_last", type: "UInt8" }];
 * assertEquals(readRows({ meta, data: [["2", 1]] }), [{ count: 2, is_last: true }]);
 * ```
 */
export function readRows<R>({ meta, data }: ResultTable): R[] {
  const readers = meta.map(({ name, type }) => readerOf(name, type));
  return data.map((values) => Object.fromEntries(meta.map(({ name }, i) => [name, readers[i]!(values[i])]))) as R[];
}

type Reader = (value: unknown) => PlainValue;

const plain: Reader = (value) => value as PlainValue;
const wholeNumber: Reader = (value) => value === null ? null : Number(value);

function readerOf(name: string, type: string): Reader {
  if (name.startsWith("is_")) return (value) => value === null ? null : Number(value) === 1;
  if (type.startsWith("Tuple(Array(")) return toSketch;
  return /^(Nullable\()?U?Int64/.test(type) ? wholeNumber : plain;
}

function toSketch(value: unknown): PlainValue {
  const [buckets, counts] = value as [number[], string[]];
  return { buckets: buckets.map(Number), counts: counts.map(Number) };
}
