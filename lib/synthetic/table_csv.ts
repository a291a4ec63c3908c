/** Rows of a table as CSV text, for the small files beside the request log. @module */
import type { ColumnType, Row, Table } from "../table/table.ts";
import { csvField } from "./csv_field.ts";

/** Writes rows without header, in the order of `columns`; instants as ISO 8601 in UTC, null as nothing. */
export function tableCsv<T extends Table>(
  table: T,
  columns: readonly (keyof T["columns"] & string)[],
  rows: readonly Row<T>[],
): string {
  const types = columns.map((name) => table.columns[name]!.type);
  return rows.map((row) => columns.map((name, i) => fieldText(types[i]!, row[name])).join(",") + "\n").join("");
}

function fieldText(type: ColumnType, value: unknown): string {
  if (value === null) return "";
  if (type === "instant") return new Date(Number(value)).toISOString();
  return typeof value === "number" ? String(value) : csvField(String(value));
}
