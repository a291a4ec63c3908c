/** All checks of a project that need neither Power BI nor its schemas. @module */
import { checkMeasures } from "./check_measures.ts";
import { checkRelationships } from "./check_relationships.ts";
import { checkReport } from "./check_report.ts";
import { checkTables, type SourceColumns } from "./check_tables.ts";
import type { Flaw } from "./flaw.ts";
import { readModel } from "./read_model.ts";

/**
 * Finds what is wrong in a project.
 *
 * @param files texts by their path from the folder of the project
 * @param sources the columns of each view of the warehouse
 */
export function checkProject(files: ReadonlyMap<string, string>, sources: SourceColumns): Flaw[] {
  const model = readModel(files);
  return [
    ...model.flaws,
    ...checkTables(model, sources),
    ...checkRelationships(model),
    ...checkMeasures(model),
    ...checkReport(files, model),
  ];
}
