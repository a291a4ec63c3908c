/** The state of a warehouse, for a person at a terminal. @module */
import { bold, dim, green, red } from "@std/fmt/colors";
import { textTable } from "../report/text_table.ts";
import { bytes, moment } from "../report/words.ts";
import { printable } from "../run/log.ts";
import { type Inspection, limitsOf, problemsIn, type Rights } from "./inspection.ts";
import { isCurrent, versionName } from "./schema_version.ts";

/**
 * Writes what a warehouse tells of itself, its tables, and what is wrong.
 *
 * @param location where it is, without secrets
 */
export function describeInspection(location: string, inspection: Inspection): string {
  const facts = [
    ["Warehouse", printable(location)],
    ["Engine", inspection.engine],
    ["Rights", rightsWords(inspection.rights)],
    ["Schema", schemaWords(inspection)],
    ["Size", sizeWords(inspection)],
  ];
  const tables = inspection.tables.map(({ table, rowCount, newestAt }) => ({
    table,
    rows: rowCount,
    newest: newestAt === null ? null : moment(newestAt),
  }));
  const problems = problemsIn(inspection);
  return [
    ...facts.map(([name, words]) => `${bold(name!.padEnd(10))} ${words}`),
    "",
    ...textTable(["table", "rows", "newest"], tables),
    "",
    ...limitsOf(inspection.rights).map((limit) => `${dim("note:")} ${limit}`),
    ...problems.length === 0 ? [green("Nothing is wrong.")] : problems.map((problem) => `${red("wrong:")} ${problem}`),
  ].join("\n");
}

function rightsWords(rights: Rights): string {
  const words = { read: "read", write: "write", create: "create tables" };
  return (Object.keys(words) as (keyof Rights)[]).map((right) => {
    if (rights[right] === null) return `${words[right]}: not known yet`;
    return rights[right] ? words[right] : `may not ${words[right]}`;
  }).join(", ");
}

function schemaWords({ schema: { recorded, expected } }: Inspection): string {
  const found = recorded === null ? "none recorded" : versionName(recorded);
  return isCurrent(recorded, expected) ? `${found}, as expected` : `${found}; ${versionName(expected)} is expected`;
}

function sizeWords({ sizeBytes, freeBytes }: Inspection): string {
  const size = sizeBytes === null ? "not told by the engine" : bytes(sizeBytes);
  return freeBytes === null ? `${size}; how much is free is not told` : `${size}, ${bytes(freeBytes)} free`;
}
