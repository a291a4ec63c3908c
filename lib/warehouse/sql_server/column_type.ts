/** The columns of tables as SQL Server stores them. @module */
import type { Column } from "../../table/table.ts";

/** Order of code points, so that names that differ in case are two. */
const COLLATION = "Latin1_General_100_BIN2";

/** Column of a digest of the texts of the key, hexadecimal on its way. */
export const ROW_KEY = "row_key";

/**
 * Names the type of a column.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(sqlServerType({ type: "text", length: 16, meaning: "" }), "nvarchar(16)");
 * assertEquals(sqlServerType({ type: "instant", meaning: "" }), "datetime2(3)");
 * ```
 */
export function sqlServerType({ type, length }: Column): string {
  switch (type) {
    case "instant":
      return "datetime2(3)";
    case "text":
      return `nvarchar(${length ?? "max"})`;
    case "integer":
      return "bigint";
    case "real":
      return "float";
    case "boolean":
      return "bit";
    case "json":
    case "sketch":
      return "nvarchar(max)";
  }
}

/** Makes the definition of a column, without its nulls. */
export function columnDefinition(name: string, column: Column): string {
  const collation = column.type === "text" ? ` collate ${COLLATION}` : "";
  return `${quoteName(name)} ${sqlServerType(column)}${collation}`;
}

/** Quotes the name of a table or column. */
export function quoteName(name: string): string {
  return `[${name.replaceAll("]", "]]")}]`;
}
