/** Holds the tables of a model against the warehouse. @module */
import { type Flaw, flaw } from "./flaw.ts";
import type { ReadModel, ReadTable } from "./read_model.ts";
import type { TmdlObject } from "./read_tmdl.ts";

/** The columns of each view and table of the warehouse. */
export type SourceColumns = ReadonlyMap<string, readonly string[]>;

/** What every column needs. */
const NEEDED = ["dataType", "summarizeBy", "sourceColumn"];
const SOURCE = /Sql\.Database\((\w+), (\w+)\)/;
const ITEM = /\[Schema="dbo",Item="(\w+)"\]/;

/** Finds tables without a partition, columns that their view does not have, sort columns and parameters that do not exist. */
export function checkTables({ tables, objects }: ReadModel, sources: SourceColumns): Flaw[] {
  const named = (kind: string) => objects.filter((object) => object.kind === kind).map(({ name }) => name);
  const parameters = named("expression");
  const referenced = named("ref");
  return [...tables].flatMap(([name, table]) => [
    ...(referenced.includes(name) ? [] : [at(table.object, `model.tmdl does not refer to table "${name}"`)]),
    ...checkPartitions(table, parameters, sources),
    ...[...table.columns.values()].flatMap((column) => checkColumn(column, table)),
    ...repeated(table),
  ]);
}

function checkPartitions(table: ReadTable, parameters: readonly string[], sources: SourceColumns): Flaw[] {
  const [partition, ...more] = table.partitions;
  if (partition === undefined || more.length > 0) return [at(table.object, "a table needs one partition")];
  const query = partition.expression.join("\n");
  const used = SOURCE.exec(query)?.slice(1) ?? [];
  const item = ITEM.exec(query)?.[1] ?? "";
  const columns = sources.get(item);
  if (used.length === 0) return [at(partition, "the source asks no database")];
  const unknown = used.filter((name) => !parameters.includes(name)).map((name) =>
    at(partition, `no parameter ${name}`)
  );
  if (columns === undefined) return [...unknown, at(partition, `the warehouse has no view "${item}"`)];
  const missing = [...table.columns.values()]
    .filter(({ properties }) => !columns.includes(properties.get("sourceColumn") ?? ""))
    .map((column) => at(column, `${item} has no column "${column.properties.get("sourceColumn")}"`));
  return [...unknown, ...missing];
}

function checkColumn(column: TmdlObject, { columns }: ReadTable): Flaw[] {
  const missing = NEEDED.filter((name) => !column.properties.has(name)).map((name) => at(column, `${name} is missing`));
  const sortBy = column.properties.get("sortByColumn");
  if (sortBy === undefined || columns.has(sortBy)) return missing;
  return [...missing, at(column, `there is no column "${sortBy}" to sort by`)];
}

function repeated({ object }: ReadTable): Flaw[] {
  const fields = object.children.filter(({ kind }) => kind !== "partition");
  return fields.filter(({ name }, i) => fields.findIndex((other) => other.name === name) < i)
    .map((field) => at(field, `there are two of the name "${field.name}"`));
}

function at({ path, line }: TmdlObject, message: string): Flaw {
  return flaw(path, line, message);
}
