/** Rows as columns, as a data frame takes them. @module */
import type { Cell } from "../report/text_table.ts";

/**
 * Turns rows into columns; instants become ms since 1970, JSON becomes text, and null stays null.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const rows = [{ opened_at: "1970-01-01 00:00:01", scope: "all" }, { opened_at: null, scope: "eu" }];
 * assertEquals(frameColumns(rows), { opened_at: [1000, null], scope: ["all", "eu"] });
 * ```
 */
export function frameColumns(rows: readonly Readonly<Record<string, Cell>>[]): Record<string, Cell[]> {
  return Object.fromEntries(
    Object.keys(rows[0] ?? {}).map((name) => {
      const cells = rows.map((row) => row[name] ?? null);
      return [name, cells.map(isInstant(name) ? instantOf : textOfJson)];
    }),
  );
}

/** Tells by its name whether a column holds instants: `…_at`, and the `timestamp` that server metrics have of the original project. */
export function isInstant(name: string): boolean {
  return name.endsWith("_at") || name === "timestamp";
}

function instantOf(cell: Cell): Cell {
  return typeof cell === "string" ? Date.parse(`${cell.replace(" ", "T")}Z`) : cell;
}

/** Columns of JSON come as what they hold; a frame has no place for that. */
function textOfJson(cell: unknown): Cell {
  return typeof cell === "object" && cell !== null ? JSON.stringify(cell) : cell as Cell;
}
