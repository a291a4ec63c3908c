/** The analysis in a thread of its own, so that neither lines nor viewers wait for it. @module */
import type { Log, StepResult } from "../run/step.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { answerCall } from "../warehouse/warehouse_calls.ts";
import type { AnalysisTask, FromAnalysis, ToAnalysis } from "./analysis_protocol.ts";

/**
 * Analyses days whose minutes are known; the gold files are in the task's folder afterwards.
 *
 * @param warehouse carries out what the thread wants read; the thread has no way to it of its own
 * @throws {Error} with the message of what failed
 */
export async function analyzeAside(task: AnalysisTask, warehouse: Warehouse, log: Log): Promise<StepResult> {
  const worker = new Worker(new URL("./analysis_worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<StepResult>();
  const tell = (message: ToAnalysis) => worker.postMessage(message);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  };
  worker.onmessage = ({ data }: MessageEvent<FromAnalysis>) => {
    if (data.kind === "done") resolve(data.result);
    else if (data.kind === "failed") reject(new Error(data.error));
    else if (data.kind === "log") log[data.level](...data.line);
    else {
      answerCall(warehouse, data.call).then(
        (result) => tell({ kind: "answer", id: data.id, result }),
        (error) => tell({ kind: "refusal", id: data.id, error: String(error) }),
      );
    }
  };
  tell({ kind: "task", task });
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}
