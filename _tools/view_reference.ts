/** The part of the data reference that tells of views, procedures and tables of the engines, made from the headers of their files. @module */

/** Engines by their dialect; a file of one of them that has none of DuckDB beside it is for that engine alone. */
const ENGINES = [["sqlserver", "SQL Server"], ["clickhouse", "ClickHouse"]] as const;

/** What the header of a view or procedure says. */
export interface SqlHeader {
  readonly purpose: string;
  readonly grain: string;
  /** What it reads or takes, as the header has it: `Input: kpis.` */
  readonly rest: string;
}

/** A view, procedure or table. */
export interface DescribedSql extends SqlHeader {
  readonly name: string;
  /** Path of its file from the root of the project. */
  readonly path: string;
  /** Empty where only a server could tell. */
  readonly columns: readonly string[];
  /** The only engine that has it; null where all have. */
  readonly onlyEngine: string | null;
}

/**
 * Reads the header of a file.
 *
 * @throws {SyntaxError} where purpose or grain is missing
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const header = readHeader("-- Purpose: what fires.\n-- Grain: one row an alert.\n-- Input: alerts.\nselect 1", "a.sql");
 * assertEquals(header, { purpose: "what fires.", grain: "one row an alert.", rest: "Input: alerts." });
 * ```
 */
export function readHeader(sql: string, path: string): SqlHeader {
  const lines = sql.split("\n").filter((line) => line.startsWith("-- "));
  const find = (name: string) => lines.find((line) => line.startsWith(`-- ${name}: `))?.slice(`-- ${name}: `.length);
  const [purpose, grain] = [find("Purpose"), find("Grain")];
  if (purpose === undefined || grain === undefined) {
    throw new SyntaxError(`Cannot document "${path}": its header needs a Purpose and a Grain`);
  }
  return { purpose, grain, rest: (lines.find((line) => /^-- (?:Inputs?|Parameters): /.test(line)) ?? "").slice(3) };
}

/** Makes the section of one. */
export function sqlSection({ name, path, purpose, grain, rest, columns, onlyEngine }: DescribedSql): string {
  const engines = onlyEngine === null ? "" : `${onlyEngine} only. `;
  const listed = columns.length === 0 ? "" : ` Columns: ${columns.map((column) => `\`${column}\``).join(", ")}.`;
  const sentence = purpose.charAt(0).toUpperCase() + purpose.slice(1);
  return `### ${name}\n\n${engines}${sentence}\n\nGrain: ${grain} ${rest}${listed} [SQL](../${path})`;
}

/** Describes what a folder has, each by its file for DuckDB where there is one. */
export function describeSql(
  files: ReadonlyMap<string, string>,
  columnsOf: ReadonlyMap<string, readonly string[]>,
): DescribedSql[] {
  const names = new Set([...files.keys()].map((path) => path.split("/").at(-1)!.split(".")[0]!));
  return [...names].sort().map((name) => {
    const paths = [...files.keys()].filter((path) => path.split("/").at(-1)!.startsWith(`${name}.`));
    const path = paths.find((path) => path.endsWith(".duckdb.sql")) ?? paths[0]!;
    const onlyEngine = ENGINES.find(([dialect]) => path.endsWith(`.${dialect}.sql`))?.[1] ?? null;
    return { name, path, onlyEngine, columns: columnsOf.get(name) ?? [], ...readHeader(files.get(path)!, path) };
  });
}
