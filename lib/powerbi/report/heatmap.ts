/** Tables whose cells are coloured by their value. @module */
import { COLOURS } from "../../chart/theme.ts";
import type { Measure } from "../model/measure.ts";
import type { ColumnReference } from "../model/model_table.ts";
import { literal, property, queryName } from "./json.ts";
import { type Place, type Visual, visual } from "./visual.ts";

/** Makes a table of a measure by two columns, pale for little and dark for much. */
export function heatmap(
  title: string,
  place: Place,
  [rows, columns]: readonly [ColumnReference, ColumnReference],
  measure: Measure,
  only?: Visual["only"],
): Visual {
  const metadata = queryName(measure);
  const gradient = {
    min: { color: literal(COLOURS.grid) },
    max: { color: literal(COLOURS.good) },
    nullColoringStrategy: { strategy: literal("noColor") },
  };
  const rule = { Input: { SelectRef: { ExpressionName: metadata } }, FillRule: { linearGradient2: gradient } };
  const backColor = { solid: { color: { expr: { FillRule: rule } } } };
  const selector = { data: [{ dataViewWildcard: { matchingOption: 1 } }], metadata };
  const columnHeaders = [{
    properties: { columnAdjustment: property("growToFit"), autoSizeColumnWidth: property(true) },
  }];
  return visual("pivotTable", title, place, { Rows: [rows], Columns: [columns], Values: [measure] }, {
    objects: { values: [{ properties: { backColor }, selector }], columnHeaders },
    ...(only === undefined ? {} : { only }),
  });
}
