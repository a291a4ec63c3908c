/** Rows of views as JSON or CSV for scripts, Grafana and spreadsheets: `GET /api/views/NAME`. @module */
import { stringify } from "@std/csv/stringify";
import type { PlainValue } from "../duckdb/plain_value.ts";
import { answer, answerJson, refuse } from "./answer.ts";
import type { ViewRead } from "./page.ts";
import { QueryError, readMoment } from "./page_query.ts";
import type { CatalogView } from "./view_catalog.ts";
import { MOST_ROWS, type ReadRows, type ViewReader } from "./view_reader.ts";

/** What the API reads from. */
export interface ViewApi {
  readonly catalog: ReadonlyMap<string, CatalogView>;
  readonly reader: Pick<ViewReader, "read">;
}

/** Rows that are sent where no limit is asked for. */
export const USUAL_LIMIT = 10_000;

/** Query parameters that are no columns. */
const OWN_PARAMETERS = ["from", "to", "limit", "format"];

/**
 * Answers a request for the rows of a view.
 *
 * `from`, `to` and `limit` bound them, any other parameter is a column of text and one of its values; `format` is `json` or `csv`.
 *
 * @throws {QueryError} for parameters that cannot be read
 */
export async function answerView(name: string, url: URL, { catalog, reader }: ViewApi): Promise<Response> {
  const view = catalog.get(name);
  if (view === undefined) return refuse(404, `there is no table or view "${name}"; /api/views lists them`);
  const format = url.searchParams.get("format") ?? "json";
  if (format !== "json" && format !== "csv") throw new QueryError("Cannot use format: json or csv is needed");
  const found = await reader.read(readOf(view, url.searchParams));
  if (format === "json") return answerJson({ view: name, rows: found.rows });
  return answer(csvOf(found), {
    type: "text/csv; charset=utf-8",
    headers: { "content-disposition": `attachment; filename="${name}.csv"` },
  });
}

/** Reads which rows are asked for; columns and values go to the engine as identifiers of the catalog and as quoted text. */
function readOf({ name, columns }: CatalogView, parameters: URLSearchParams): ViewRead {
  const moment = (name: string) => {
    const text = parameters.get(name);
    return text === null ? null : readMoment(text, name);
  };
  const limit = Number(parameters.get("limit") ?? USUAL_LIMIT);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST_ROWS) {
    throw new QueryError(`Cannot use limit: a whole number from 1 to ${MOST_ROWS} is needed`);
  }
  const filters = [...new Set(parameters.keys())].filter((key) => !OWN_PARAMETERS.includes(key));
  const texts = columns.filter(({ type }) => type === "VARCHAR").map(({ name }) => name);
  const unknown = filters.find((filter) => !texts.includes(filter));
  if (unknown !== undefined) {
    throw new QueryError(`Cannot filter by "${unknown}": one of the columns ${texts.join(", ")} is needed`);
  }
  const only = Object.fromEntries(filters.map((filter) => [filter, parameters.getAll(filter)]));
  return { view: name, from: moment("from"), to: moment("to"), limit, only };
}

/**
 * Writes rows as CSV for spreadsheets: instants as ISO 8601, lists as JSON, and text that would be run as a formula with an apostrophe in front.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const columns = [{ name: "at", type: "TIMESTAMP" }, { name: "path", type: "VARCHAR" }];
 * assertEquals(csvOf({ columns, rows: [{ at: 0, path: "=1+1" }] }), "at,path\r\n1970-01-01T00:00:00.000Z,'=1+1\r\n");
 * ```
 */
export function csvOf({ columns, rows }: ReadRows): string {
  const names = columns.map(({ name }) => name);
  const cells = rows.map((row) => columns.map(({ name, type }) => cellOf(row[name] ?? null, type)));
  return stringify([names, ...cells]);
}

function cellOf(value: PlainValue, type: string): string {
  if (value === null) return "";
  if (type === "TIMESTAMP" && typeof value === "number") return new Date(value).toISOString();
  if (typeof value === "string") return /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
