/** Measures as Power BI reads them. @module */
import type { Expression } from "./expression.ts";
import type { Measure } from "./measure.ts";
import { SCOPE } from "./dimensions.ts";
import { columnOf, type ColumnReference } from "./model_table.ts";

const FUNCTIONS = { sum: "SUM", max: "MAX", min: "MIN", mean: "AVERAGE", distinct: "DISTINCTCOUNT" } as const;

/**
 * Writes a measure's DAX, a line an element.
 *
 * Scopes overlap: the rows of a server are counted in its pool and in all traffic again. A measure that is `ofScope` therefore keeps to the one kind of scope
 * that its filters leave, and to all traffic where they leave several; filters that leave several without it give nothing.
 */
export function daxOf({ expression, isOfScope }: Measure): string[] {
  if (!isOfScope) return [dax(expression)];
  const kind = daxColumn(columnOf(SCOPE, "scope_kind"));
  return [
    `VAR Kind = SELECTEDVALUE(${kind}, "all")`,
    `RETURN CALCULATE(${dax(expression)}, KEEPFILTERS(${kind} = Kind))`,
  ];
}

/** Writes a column as DAX names it, in quotes: names of functions may be names of tables. */
function daxColumn({ table, column }: ColumnReference): string {
  return `'${table.name}'[${column}]`;
}

function dax(expression: Expression): string {
  switch (expression.does) {
    case "rows":
      return `COUNTROWS('${expression.of.table.name}')`;
    case "meanBy": {
      const [value, weight] = [daxColumn(expression.of), daxColumn(expression.weight)];
      const table = `'${expression.of.table.name}'`;
      const known = `CALCULATE(SUM(${weight}), NOT ISBLANK(${value}))`;
      return `DIVIDE(SUMX(${table}, ${value} * ${weight}), ${known})`;
    }
    case "where":
      return `CALCULATE(${dax(expression.of)}, ${daxColumn(expression.column)} = "${expression.equals}")`;
    case "ratio":
      return `DIVIDE(${dax(expression.of)}, ${dax(expression.other)})`;
    case "plus":
      return `(${dax(expression.of)} + ${dax(expression.other)})`;
    case "times":
      return `${dax(expression.of)} * ${expression.factor}`;
    default:
      return `${FUNCTIONS[expression.does]}(${daxColumn(expression.of)})`;
  }
}
