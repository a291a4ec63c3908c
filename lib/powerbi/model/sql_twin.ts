/** Measures as SQL, to hold their numbers against those of the dashboard. @module */
import { SCOPE } from "./dimensions.ts";
import type { Expression } from "./expression.ts";
import type { Measure } from "./measure.ts";

/** A condition that a column has a value, `null` for none. */
type Condition = string | null;

/**
 * Writes the query that gives a measure's number, named `value`, over all rows of its table; one that keeps to a kind of scope over those of `kind`.
 *
 * @param kind a kind of scope, or the one that a report without filters shows
 */
export function sqlTwin({ table, expression, isOfScope }: Measure, kind = "all"): string {
  const from = isOfScope
    ? `${table.source} inner join ${SCOPE.source} using (scope_key) where scope_kind = '${kind}'`
    : table.source;
  return `select ${sql(expression, null)} as value from ${from}`;
}

function sql(expression: Expression, condition: Condition): string {
  switch (expression.does) {
    case "rows":
      return `nullif(count(${kept("1", condition)}), 0)`;
    case "distinct":
      return `count(distinct ${kept(quoted(expression.of.column), condition)})`;
    case "meanBy": {
      const [value, weight] = [quoted(expression.of.column), quoted(expression.weight.column)];
      const known = kept(`case when ${value} is not null then ${weight} end`, condition);
      return `sum(${kept(`${value} * ${weight}`, condition)}) / nullif(sum(${known}), 0)`;
    }
    case "where":
      return sql(expression.of, `${quoted(expression.column.column)} = '${expression.equals}'`);
    case "ratio":
      return `cast(${sql(expression.of, condition)} as double) / nullif(${sql(expression.other, condition)}, 0)`;
    case "plus":
      return `(coalesce(${sql(expression.of, condition)}, 0) + coalesce(${sql(expression.other, condition)}, 0))`;
    case "times":
      return `(${sql(expression.of, condition)} * ${expression.factor})`;
    case "mean":
      return `avg(${kept(quoted(expression.of.column), condition)})`;
    default:
      return `${expression.does}(${kept(quoted(expression.of.column), condition)})`;
  }
}

function kept(value: string, condition: Condition): string {
  return condition === null ? value : `case when ${condition} then ${value} end`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
