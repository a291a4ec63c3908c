/** Checks that relationships lead from a column to the key of a table. @module */
import { type Flaw, flaw } from "./flaw.ts";
import type { ReadModel } from "./read_model.ts";
import type { TmdlObject } from "./read_tmdl.ts";

/** Finds relationships of columns that do not exist, differ in type, or lead to no key. */
export function checkRelationships(model: ReadModel): Flaw[] {
  const relationships = model.objects.filter(({ kind }) => kind === "relationship");
  const names = relationships.map(({ name }) => name);
  return relationships.flatMap((relationship, i) => [
    ...(names.indexOf(relationship.name) < i ? [at(relationship, "two relationships have this identifier")] : []),
    ...checkEnds(relationship, model),
  ]);
}

function checkEnds(relationship: TmdlObject, model: ReadModel): Flaw[] {
  const [from, to] = ["fromColumn", "toColumn"].map((end) => columnAt(relationship.properties.get(end) ?? "", model));
  if (from === undefined || to === undefined) return [at(relationship, "relates a column that does not exist")];
  const types = [from, to].map(({ properties }) => properties.get("dataType"));
  return [
    ...(types[0] === types[1] ? [] : [at(relationship, `relates ${types[0]} to ${types[1]}`)]),
    ...(to.properties.has("isKey") ? [] : [at(relationship, "leads to a column that is no key")]),
  ];
}

function columnAt(place: string, { tables }: ReadModel): TmdlObject | undefined {
  const [table = "", column = ""] = place.split(".");
  return tables.get(table)?.columns.get(column);
}

function at({ path, line }: TmdlObject, message: string): Flaw {
  return flaw(path, line, message);
}
