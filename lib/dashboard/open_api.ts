/** The description of the JSON API, made from the catalog: what a client generator or Grafana's plugin reads. @module */
import type { CatalogView } from "./view_catalog.ts";
import type { ReadColumn } from "./view_reader.ts";
import { MOST_ROWS } from "./view_reader.ts";
import { USUAL_LIMIT } from "./view_api.ts";

/** Makes the OpenAPI 3.1 document of `GET /api/views/NAME`. */
export function openApiOf(catalog: ReadonlyMap<string, CatalogView>): Readonly<Record<string, unknown>> {
  const paths = [...catalog.values()].map((view) => [`/api/views/${view.name}`, { get: operationOf(view) }]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Load balancer observability",
      version: "1",
      description: "Rows of tables and views; instants are milliseconds since 1970 in UTC, in CSV they are ISO 8601.",
    },
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    security: [{ token: [] }, {}],
    paths: {
      "/api/views": { get: { operationId: "listViews", responses: { 200: { description: "Names and columns" } } } },
      ...Object.fromEntries(paths),
    },
  };
}

function operationOf({ name, grain, columns }: CatalogView): Readonly<Record<string, unknown>> {
  const row = { type: "object", properties: Object.fromEntries(columns.map((one) => [one.name, schemaOf(one)])) };
  const rows = {
    type: "object",
    properties: { view: { type: "string" }, rows: { type: "array", items: row } },
    required: ["view", "rows"],
  };
  return {
    operationId: `read_${name}`,
    ...grain === null ? {} : { summary: grain },
    parameters: [...parametersOf(columns)],
    responses: {
      200: {
        description: "Rows in order of time",
        content: { "application/json": { schema: rows }, "text/csv": { schema: { type: "string" } } },
      },
      400: { description: "A parameter cannot be read" },
      401: { description: "The token is missing" },
    },
  };
}

function* parametersOf(columns: readonly ReadColumn[]): Generator<Readonly<Record<string, unknown>>> {
  const query = (name: string, schema: Readonly<Record<string, unknown>>) => ({ name, in: "query", schema });
  yield query("from", { type: "string", format: "date-time" });
  yield query("to", { type: "string", format: "date-time" });
  yield query("limit", { type: "integer", minimum: 1, maximum: MOST_ROWS, default: USUAL_LIMIT });
  yield query("format", { type: "string", enum: ["json", "csv"], default: "json" });
  for (const { name, type } of columns) {
    if (type === "VARCHAR") yield query(name, { type: "array", items: { type: "string" } });
  }
}

function schemaOf({ type }: ReadColumn): Readonly<Record<string, unknown>> {
  if (type === "TIMESTAMP") return { type: ["integer", "null"], description: "ms since 1970" };
  if (type === "DOUBLE") return { type: ["number", "null"] };
  if (type === "BOOLEAN") return { type: ["boolean", "null"] };
  if (/INT$/.test(type)) return { type: ["integer", "null"] };
  return type.startsWith("MAP") ? { type: "object" } : { type: ["string", "null"] };
}
