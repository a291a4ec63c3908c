/** The analysing thread: one task, from files to gold files. What it reads of the warehouse, it has the thread that started it read. @module */
import { analyze } from "../analysis/analyze.ts";
import { NO_PROGRESS } from "../run/progress.ts";
import type { Log, LogLine, Output, StepResult } from "../run/step.ts";
import { callingWarehouse, type WarehouseCall } from "../warehouse/warehouse_calls.ts";
import type { AnalysisTask, FromAnalysis, ToAnalysis } from "./analysis_protocol.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToAnalysis>) => void) | null;
  postMessage(message: FromAnalysis): void;
}

const scope = globalThis as unknown as WorkerScope;

const NO_OUTPUT: Output = { isTerminal: false, print: () => {} };

const asked = new Map<number, PromiseWithResolvers<unknown>>();

scope.onmessage = ({ data }) => {
  if (data.kind === "task") void carryOut(data.task);
  else if (data.kind === "answer") asked.get(data.id)?.resolve(data.result);
  else asked.get(data.id)?.reject(new Error(data.error));
};

async function carryOut(task: AnalysisTask): Promise<void> {
  try {
    scope.postMessage({ kind: "done", result: await analyzeDays(task) });
  } catch (error) {
    scope.postMessage({ kind: "failed", error: error instanceof Error ? error.message : String(error) });
  }
}

async function analyzeDays(
  { runId, config, location, ingested, sources, gold, days }: AnalysisTask,
): Promise<StepResult> {
  const ofDay = new Map(days.map((files) => [files.day, files]));
  const { rowsIn, rowsOut, rejected, rows } = await analyze({
    ingested,
    sources,
    storedDays: days.map(({ day }) => day),
    gold,
    warehouse: {
      ...callingWarehouse(location, ask),
      rollUp: (day) => Promise.resolve(ofDay.get(day) ?? null),
    },
    config,
    run: { id: runId, clock: () => sources.readAt, log: toldLog(), progress: NO_PROGRESS, output: NO_OUTPUT },
  });
  return { rowsIn, rowsOut, rejected, rows };
}

/** Has a call of the warehouse carried out by who started this thread. */
function ask(call: WarehouseCall): Promise<unknown> {
  const id = asked.size;
  const answer = Promise.withResolvers<unknown>();
  asked.set(id, answer);
  scope.postMessage({ kind: "call", id, call });
  return answer.promise;
}

function toldLog(): Log {
  const lineOf = (level: keyof Log): LogLine => (...line) => scope.postMessage({ kind: "log", level, line });
  return { debug: lineOf("debug"), info: lineOf("info"), warn: lineOf("warn"), error: lineOf("error") };
}
