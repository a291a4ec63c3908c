/** The part of TMDL that the project uses: which objects and properties may stand in which object. @module */

/** What an object may hold. */
export interface TmdlRule {
  readonly children: readonly string[];
  readonly properties: readonly string[];
}

/** The rules by kind of object; `file` is the outermost. */
export const TMDL_RULES: Readonly<Record<string, TmdlRule>> = {
  file: { children: ["database", "model", "expression", "relationship", "table", "annotation", "ref"], properties: [] },
  database: { children: [], properties: ["compatibilityLevel"] },
  model: {
    children: [],
    properties: ["culture", "defaultPowerBIDataSourceVersion", "discourageImplicitMeasures", "sourceQueryCulture"],
  },
  expression: { children: ["annotation"], properties: [] },
  annotation: { children: [], properties: [] },
  ref: { children: [], properties: [] },
  relationship: { children: [], properties: ["fromColumn", "toColumn"] },
  table: { children: ["measure", "column", "partition"], properties: ["dataCategory"] },
  measure: { children: [], properties: ["formatString", "displayFolder"] },
  column: {
    children: [],
    properties: [
      "dataType",
      "isHidden",
      "isKey",
      "formatString",
      "summarizeBy",
      "sourceColumn",
      "sortByColumn",
    ],
  },
  partition: { children: [], properties: ["mode", "source"] },
};

/** Values of properties that know only some. */
export const TMDL_VALUES: Readonly<Record<string, readonly string[]>> = {
  dataType: ["string", "int64", "double", "dateTime", "boolean"],
  summarizeBy: ["none"],
  mode: ["directQuery", "import"],
  dataCategory: ["Time"],
  defaultPowerBIDataSourceVersion: ["powerBI_V3"],
};
