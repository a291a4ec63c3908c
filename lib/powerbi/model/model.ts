/** The semantic model: its tables, what relates them, and its measures. @module */
import { DAY, SCOPE } from "./dimensions.ts";
import { ANOMALY, CAPACITY_NOW, INCIDENT, OBJECTIVE, RETRY, SAMPLE, SERVER_NOW, TRAFFIC } from "./facts.ts";
import { FINDING_MEASURES } from "./finding_measures.ts";
import { HEALTH_MEASURES } from "./health_measures.ts";
import type { Measure } from "./measure.ts";
import { columnOf, type ColumnReference, type ModelTable } from "./model_table.ts";
import { RETRY_MEASURES } from "./retry_measures.ts";
import { TRAFFIC_MEASURES } from "./traffic_measures.ts";

/** From where the data come, and when: asked at each look, or copied at each refresh. */
export const STORAGES = ["directQuery", "import"] as const;

/** One of the ways to get data. */
export type Storage = typeof STORAGES[number];

/** Many rows of `from` belong to one of `to`. */
export interface Relationship {
  readonly from: ColumnReference;
  readonly to: ColumnReference;
}

const FACTS = [TRAFFIC, ANOMALY, INCIDENT, RETRY, SAMPLE];

/** All tables, dimensions first. */
export const MODEL_TABLES: readonly ModelTable[] = [DAY, SCOPE, ...FACTS, CAPACITY_NOW, OBJECTIVE, SERVER_NOW];

/** Every fact has a day and a scope. */
export const RELATIONSHIPS: readonly Relationship[] = FACTS.flatMap((fact: typeof FACTS[number]) => [
  { from: columnOf(fact, "day_at"), to: columnOf(DAY, "day_at") },
  { from: columnOf(fact, "scope_key"), to: columnOf(SCOPE, "scope_key") },
]);

/** All measures. */
export const MEASURES: readonly Measure[] = [
  ...Object.values(TRAFFIC_MEASURES),
  ...Object.values(FINDING_MEASURES),
  ...Object.values(RETRY_MEASURES),
  ...Object.values(HEALTH_MEASURES),
];
