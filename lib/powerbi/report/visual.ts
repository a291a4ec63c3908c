/** A chart, table, card or slicer of a page. @module */
import { objectName } from "../identity.ts";
import type { ColumnReference } from "../model/model_table.ts";
import { keepOnly } from "./filter.ts";
import { type Field, fieldJson, fieldName, type Json, property, queryName, schemaOf } from "./json.ts";

/** The kinds of visuals in use, with the roles that a field can have in each. */
export interface VisualRoles {
  readonly cardVisual: "Data";
  readonly lineChart: "Category" | "Series" | "Y" | "Y2";
  readonly areaChart: "Category" | "Series" | "Y";
  readonly clusteredBarChart: "Category" | "Series" | "Y";
  readonly columnChart: "Category" | "Series" | "Y";
  readonly lineClusteredColumnComboChart: "Category" | "Y" | "Y2";
  readonly pivotTable: "Rows" | "Columns" | "Values";
  readonly tableEx: "Values";
  readonly scatterChart: "Category" | "X" | "Y" | "Size";
  readonly slicer: "Values";
  readonly actionButton: never;
}

/** Place and size on a page, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A visual. */
export interface Visual {
  /** Its name on the page, of which its identifier is made. */
  readonly name: string;
  readonly kind: keyof VisualRoles;
  readonly title: string | null;
  readonly place: Place;
  /** Fields by role. */
  readonly fields: Readonly<Record<string, readonly Field[]>>;
  /** Field by which it is sorted, greatest first. */
  readonly greatestFirst?: Field;
  /** Value to which it keeps a column. */
  readonly only?: { readonly column: ColumnReference; readonly value: string };
  /** Name of the tooltip page that it shows. */
  readonly tooltip?: string;
  /** Formatting objects of its kind. */
  readonly objects?: Readonly<Record<string, Json>>;
  /** Group of slicers on several pages that move together. */
  readonly syncGroup?: string;
  /** Where a click on a button leads. */
  readonly leads?: "Back";
}

/** Declares a visual; a role that its kind does not have does not compile. */
export function visual<K extends keyof VisualRoles>(
  kind: K,
  title: string | null,
  place: Place,
  fields: Partial<Record<VisualRoles[K], readonly Field[]>>,
  more: Partial<Omit<Visual, "kind" | "title" | "place" | "fields">> = {},
): Visual {
  return { name: title ?? kind, kind, title, place, fields: fields as Visual["fields"], ...more };
}

/** Makes the file of a visual; `order` is its place from back to front and for the tabulator key. */
export function visualJson(page: string, visual: Visual, order: number): Json {
  const { name, kind, place, only, syncGroup, objects, fields } = visual;
  const isEmpty = Object.keys(fields).length === 0;
  return {
    $schema: schemaOf("item/report/definition/visualContainer/2.9.0"),
    name: objectName("visual", page, name),
    position: { ...place, z: order * 100, tabOrder: order * 100 },
    visual: {
      visualType: kind,
      ...(isEmpty ? {} : { query: queryOf(visual) }),
      ...(objects === undefined ? {} : { objects }),
      visualContainerObjects: containerObjects(visual),
      ...(syncGroup === undefined
        ? {}
        : { syncGroup: { groupName: syncGroup, fieldChanges: true, filterChanges: true } }),
      drillFilterOtherVisuals: true,
    },
    ...(only === undefined ? {} : { filterConfig: { filters: [keepOnly([page, name], only.column, only.value)] } }),
  };
}

function queryOf({ fields, greatestFirst }: Visual): Json {
  const queryState = Object.fromEntries(
    Object.entries(fields).map(([role, list]) => [role, { projections: list.map(projection) }]),
  );
  if (greatestFirst === undefined) return { queryState };
  const sort = [{ field: fieldJson(greatestFirst), direction: "Descending" }];
  return { queryState, sortDefinition: { sort, isDefaultSort: false } };
}

function projection(field: Field): Json {
  return { field: fieldJson(field), queryRef: queryName(field), nativeQueryRef: fieldName(field) };
}

function containerObjects(visual: Visual): Json {
  const { title, tooltip, leads } = visual;
  return {
    general: [{ properties: { altText: property(wordsFor(visual)) } }],
    ...(title === null ? {} : { title: [{ properties: { show: property(true), text: property(title) } }] }),
    ...(tooltip === undefined ? {} : {
      visualTooltip: [{
        properties: { type: property("Canvas"), section: property(objectName("page", tooltip)) },
      }],
    }),
    ...(leads === undefined ? {} : { visualLink: [{ properties: { show: property(true), type: property(leads) } }] }),
  };
}

/** What a screen reader says: the title, and what is shown under it. */
function wordsFor({ title, name, kind, fields }: Visual): string {
  const heading = title ?? (kind === "cardVisual" ? "Figures" : name);
  const shown = Object.values(fields).flat().map(fieldName);
  return shown.length === 0 ? heading : `${heading}: ${shown.join(", ")}`;
}
