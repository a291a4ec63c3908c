/** The main job: generate or ingest, analyze, load, alert, retain, in one process with one summary at the end. @module */
import { join } from "@std/path";
import type { AnalysisResult } from "../lib/analysis/analyze.ts";
import { readObjectives } from "../lib/analysis/read_objectives.ts";
import { readReceivers, readSigningKey } from "../lib/alerting/read_receivers.ts";
import { readAlertRules } from "../lib/alerting/read_rules.ts";
import { expandSources } from "../lib/ingest/expand_sources.ts";
import { readingOf } from "../lib/ingest/reading.ts";
import { summarize } from "../lib/report/summary.ts";
import type { Config } from "../lib/run/config.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import { recordStep } from "../lib/run/step_record.ts";
import { type Run, runStep, type Step, type StepReport, type StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { DAY_MS, dayName } from "../lib/table/day.ts";
import { openWarehouse, warehouseLocation } from "../lib/warehouse/open.ts";
import { ANALYZE_SETTINGS, ANALYZE_TRAFFIC } from "./analyze_traffic.ts";
import { ALERT_SETTINGS, type AlertResult, alertUntil, EVALUATE_ALERTS } from "./evaluate_alerts.ts";
import { APPLY_RETENTION, applyRetention, RETENTION_SETTINGS } from "./apply_retention.ts";
import { GENERATE_SETTINGS, GENERATE_TELEMETRY, telemetryFolder } from "./generate_telemetry.ts";
import { INGEST_REQUESTS, INGEST_SETTINGS, ingestExitCode, type IngestResult } from "./ingest_requests.ts";
import { WRITE_REPORT } from "./write_report.ts";
import { LOAD_WAREHOUSE, loadStepRecords } from "./load_warehouse.ts";

/** What a pipeline did, step by step. */
export interface PipelineResult extends StepResult {
  readonly ingest: IngestResult;
  readonly analysis: AnalysisResult;
  readonly alert: AlertResult;
  readonly steps: readonly StepReport[];
  readonly warehouse: string;
}

/** Runs all steps in order. */
export const PIPELINE: Step<PipelineResult> = {
  name: "pipeline",
  describe: "Reads access logs, or makes a synthetic day where none are named, and fills the warehouse.",
  async run(config, run) {
    await tryOut(config, run);
    const steps: StepReport[] = [];
    const tell = run.progress.isShown ? run.log.debug : run.log.info;
    const take = async <R extends StepResult>(step: Step<R>, stepConfig: Config = config): Promise<StepReport & R> => {
      const report = await runStep(step, stepConfig, run);
      steps.push(report);
      await recordStep(config.data, run.id, report);
      const { rowsIn, rowsOut, rejected, ms } = report;
      tell(step.name, { rows_in: rowsIn, rows_out: rowsOut, rejected, ms });
      return report;
    };

    const ingest = await take(INGEST_REQUESTS, await withSources(config, take));
    const analysis = await take(ANALYZE_TRAFFIC);
    const load = await take(LOAD_WAREHOUSE);
    const alert = await take(alertsAfter(ingest));
    await take(retentionAfter(analysis));
    await loadStepRecords(config, run);
    await take({
      ...WRITE_REPORT,
      run: (reportConfig, reportRun) => WRITE_REPORT.run({ ...reportConfig, out: null }, reportRun),
    });
    const { rowsIn, rejected } = ingest;
    return {
      rowsIn,
      rowsOut: load.rowsOut,
      rejected,
      rows: { ...load.rows, ...alert.rows },
      ingest,
      analysis,
      alert,
      steps,
      warehouse: warehouseLocation(config),
    };
  },
};

/** Tries what may be wrong with the settings before hours of work are put into them. */
async function tryOut(config: Config, run: Run): Promise<void> {
  readingOf(config);
  await readAlertRules(config, (await readObjectives(config)).objectives);
  readReceivers(config);
  readSigningKey(config);
  expandSources([...config.files, ...config.logs, ...config.metrics]);
  await makeFolder(config.data);
  const warehouse = await openWarehouse(config, run.log);
  await warehouse[Symbol.asyncDispose]();
}

/** Names the sources of a run: those that are set, or else a synthetic day that is made first. */
async function withSources(config: Config, take: (step: Step) => Promise<StepResult>): Promise<Config> {
  if (config.files.length + config.logs.length > 0) return config;
  await take(GENERATE_TELEMETRY);
  const folder = telemetryFolder(config);
  return {
    ...config,
    logs: [join(folder, "request_logs.csv")],
    metrics: [join(folder, "server_metrics.csv"), ...config.metrics],
  };
}

/** Alerts on the minutes that were over when the logs were read. */
function alertsAfter({ startedAt }: StepReport): Step<AlertResult> {
  return { ...EVALUATE_ALERTS, run: (config, run) => alertUntil(config, run, startedAt) };
}

/** Retention that leaves alone what this run has just loaded, however old it is, and says so. */
function retentionAfter({ days }: AnalysisResult): Step {
  return {
    ...APPLY_RETENTION,
    run(config, run) {
      const keptDays = config["retain-minutes-days"];
      const expired = days.filter((day) => day + DAY_MS <= run.clock() - keptDays * DAY_MS);
      if (expired.length > 0) {
        run.log.warn(`days older than --retain-minutes-days ${keptDays} stay for now, the next run removes them`, {
          days: expired.length,
          oldest: dayName(expired[0]!),
        });
      }
      return applyRetention(config, run, days);
    },
  };
}

/** `deno task pipeline`. */
export const PIPELINE_TASK: Task<PipelineResult> = {
  step: PIPELINE,
  takes: [
    ...new Set([
      ...GENERATE_SETTINGS,
      ...INGEST_SETTINGS,
      ...ANALYZE_SETTINGS,
      ...ALERT_SETTINGS,
      ...RETENTION_SETTINGS,
    ]),
  ],
  files: "[FILE…]",
  warehouse: warehouseLocation,
  summary: ({ analysis, alert, ingest, steps, warehouse }) =>
    summarize({ report: analysis.report, firing: alert.firing, sources: ingest.report.sources, steps, warehouse }),
  json: ({ steps, analysis, alert }) => ({
    ms: Object.fromEntries(steps.map(({ step, ms }) => [step, ms])),
    worth_a_look: analysis.report.worth_a_look,
    firing: alert.firing,
  }),
  exitCode: ({ ingest }, config) => ingestExitCode(ingest, config),
};

if (import.meta.main) await main(PIPELINE_TASK);
