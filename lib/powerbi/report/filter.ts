/** Filters of visuals and pages. @module */
import { objectName } from "../identity.ts";
import type { ColumnReference } from "../model/model_table.ts";
import { fieldJson, type Json, literal } from "./json.ts";

const SOURCE = "t";

/** Makes a filter that keeps to one value of a column. */
export function keepOnly(place: readonly string[], column: ColumnReference, value: string): Json {
  return {
    name: filterName(place, column),
    field: fieldJson(column),
    type: "Categorical",
    filter: {
      Version: 2,
      From: [{ Name: SOURCE, Entity: column.table.name, Type: 0 }],
      Where: [{ Condition: { In: { Expressions: [fieldJson(column, SOURCE)], Values: [[literal(value)]] } } }],
    },
  };
}

/** Makes a filter that is empty until somebody drills through to its page. */
export function drilledBy(page: string, column: ColumnReference): Json {
  return {
    name: filterName([page], column),
    field: fieldJson(column),
    type: "Categorical",
    howCreated: "Drillthrough",
  };
}

/** The identifier of the filter of a column on a page or visual. */
export function filterName(place: readonly string[], { table, column }: ColumnReference): string {
  return objectName("filter", ...place, table.name, column);
}
