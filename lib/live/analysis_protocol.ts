/** What is said between the thread that reads live and the one that analyses. @module */
import type { IngestReport } from "../ingest/ingest_sources.ts";
import type { Config } from "../run/config.ts";
import type { Log, StepResult } from "../run/step.ts";
import type { RolledUpDay } from "../warehouse/warehouse.ts";
import type { WarehouseCall } from "../warehouse/warehouse_calls.ts";

/** What is to be analysed. */
export interface AnalysisTask {
  /** Goes into the rows of the run's own tables. */
  readonly runId: string;
  readonly config: Config;
  /** The warehouse's location for people. */
  readonly location: string;
  /** Folder of what an ingest leaves. */
  readonly ingested: string;
  readonly sources: IngestReport;
  /** Folder for the gold files. */
  readonly gold: string;
  /** Days that follow each other, ascending. */
  readonly days: readonly (RolledUpDay & { readonly day: number })[];
}

/** What the analysing thread is told: first its task, then what the warehouse answers. */
export type ToAnalysis =
  | { readonly kind: "task"; readonly task: AnalysisTask }
  | { readonly kind: "answer"; readonly id: number; readonly result: unknown }
  | { readonly kind: "refusal"; readonly id: number; readonly error: string };

/** What it tells: calls of the warehouse, lines for the log, and its end. */
export type FromAnalysis =
  | { readonly kind: "call"; readonly id: number; readonly call: WarehouseCall }
  | { readonly kind: "log"; readonly level: keyof Log; readonly line: Parameters<Log["info"]> }
  | { readonly kind: "done"; readonly result: StepResult }
  | { readonly kind: "failed"; readonly error: string };
