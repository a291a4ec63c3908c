import { assertEquals } from "@std/assert";
import { readStepRecords, recordStep } from "./step_record.ts";
import type { StepReport } from "./step.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

function report(step: string, startedAt: number): StepReport {
  return { step, startedAt, ms: 5, rowsIn: 3, rowsOut: 2, rejected: 1, rows: {} };
}

Deno.test("readStepRecords() reads what each step did last, in the order in which they began", async () => {
  using folder = new TemporaryFolder();
  await recordStep(folder.path, "first run", report("ingest", 10));
  await recordStep(folder.path, "first run", report("analyze", 20));
  await recordStep(folder.path, "second run", report("ingest", 30));
  const records = await readStepRecords(folder.path);
  assertEquals(records.map(({ run_id, step }) => [run_id, step]), [["first run", "analyze"], ["second run", "ingest"]]);
  assertEquals(records[1], {
    run_id: "second run",
    step: "ingest",
    started_at: 30,
    duration_ms: 5,
    rows_in: 3,
    rows_out: 2,
    rejected_count: 1,
  });
});

Deno.test("readStepRecords() is empty where no step has run", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await readStepRecords(folder.path), []);
});
