/** The pieces of JSON that reports are made of. @module */
import type { Measure } from "../model/measure.ts";
import type { ColumnReference } from "../model/model_table.ts";

/** A value of a JSON file. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A column or measure that a visual shows. */
export type Field = ColumnReference | Measure;

/** The address under which Microsoft publishes the schema of a kind of file. */
export function schemaOf(path: string): string {
  return `https://developer.microsoft.com/json-schemas/fabric/${path}/schema.json`;
}

/** Writes a constant as Power BI's query language does: texts in single quotes, whole numbers with an L, others with a D. */
export function literal(value: string | number | boolean): Json {
  const written = typeof value === "string"
    ? `'${value.replaceAll("'", "''")}'`
    : typeof value === "number"
    ? `${value}${Number.isInteger(value) ? "L" : "D"}`
    : String(value);
  return { Literal: { Value: written } };
}

/** A property with a constant value. */
export function property(value: string | number | boolean): Json {
  return { expr: literal(value) };
}

/** Tells whether a field is a measure. */
function isMeasure(field: Field): field is Measure {
  return "expression" in field;
}

/** The name of a field's measure or column. */
export function fieldName(field: Field): string {
  return isMeasure(field) ? field.name : field.column;
}

/** The name under which a visual's query has a field. */
export function queryName(field: Field): string {
  return `${field.table.name}.${fieldName(field)}`;
}

/** A field as queries name it. `source` is the name that a filter has given the table. */
export function fieldJson(field: Field, source?: string): Json {
  const from = source === undefined ? { Entity: field.table.name } : { Source: source };
  return { [isMeasure(field) ? "Measure" : "Column"]: { Expression: { SourceRef: from }, Property: fieldName(field) } };
}
