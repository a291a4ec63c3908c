/** Checks the DAX of measures as far as names and brackets go. @module */
import { type Flaw, flaw } from "./flaw.ts";
import type { ReadModel } from "./read_model.ts";
import type { TmdlObject } from "./read_tmdl.ts";

const PAIRS = ["()", "[]"] as const;
const NAME = /(?:'([^']+)')?\[([^\]]+)\]/g;
const WHOLE_TABLE = /'([^'\[\]()]+)'(?!\[)/g;

/** Finds measures without a format, with a name that another has, or with DAX that names what does not exist. */
export function checkMeasures(model: ReadModel): Flaw[] {
  const measures = [...model.tables.values()].flatMap((table) => [...table.measures.values()]);
  const names = measures.map(({ name }) => name);
  return measures.flatMap((measure, i) => [
    ...(measure.properties.get("formatString") ? [] : [at(measure, `measure "${measure.name}" has no format`)]),
    ...(names.indexOf(measure.name) < i ? [at(measure, `another table has a measure "${measure.name}"`)] : []),
    ...checkDax(measure, names, model),
  ]);
}

function checkDax(measure: TmdlObject, measures: readonly string[], { tables }: ReadModel): Flaw[] {
  const dax = measure.expression.join("\n").replaceAll(/"[^"]*"/g, '""');
  if (dax.trim() === "") return [at(measure, `measure "${measure.name}" computes nothing`)];
  const unpaired = PAIRS.filter(([open, close]) => dax.split(open!).length !== dax.split(close!).length)
    .map((pair) => at(measure, `${pair} do not pair in "${measure.name}"`));
  const columns = [...dax.matchAll(NAME)].filter(([, table, name]) =>
    table === undefined ? !measures.includes(name!) : !tables.get(table)?.columns.has(name!)
  ).map(([name]) => at(measure, `"${measure.name}" names ${name}, which does not exist`));
  const wholes = [...dax.matchAll(WHOLE_TABLE)].filter(([, table]) => !tables.has(table!))
    .map(([, table]) => at(measure, `"${measure.name}" names table ${table}, which does not exist`));
  return [...unpaired, ...columns, ...wholes];
}

function at({ path, line }: TmdlObject, message: string): Flaw {
  return flaw(path, line, message);
}
