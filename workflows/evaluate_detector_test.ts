import { assertEquals, assertStringIncludes } from "@std/assert";
import { EXIT } from "../lib/run/task.ts";
import { EVALUATE_TASK } from "./evaluate_detector.ts";
import { TrialFolder } from "./trial_folder.ts";

/** Ten days of five minutes with a spike in the last. */
function nabRows(): string {
  const rows = Array.from({ length: 2880 }, (_, step) => {
    const at = new Date(step * 300_000).toISOString().slice(0, 19).replace("T", " ");
    return `${at},${step === 2600 ? 900 : 50 + (step * 7919) % 11}`;
  });
  return ["timestamp,value", ...rows, ""].join("\n");
}

Deno.test("evaluate measures synthetic incidents and the collections of the data folder, and says what is missing", async () => {
  using folder = new TrialFolder();
  const benchmark = `${folder.data}/benchmarks/nab`;
  for (const path of ["labels", "data"]) Deno.mkdirSync(`${benchmark}/${path}`, { recursive: true });
  const window = ["1970-01-10 00:00:00.000000", "1970-01-10 03:00:00.000000"];
  const labels = { "a.csv": [window], "b.csv": [window] };
  Deno.writeTextFileSync(`${benchmark}/labels/combined_windows.json`, JSON.stringify(labels));
  for (const name of Object.keys(labels)) Deno.writeTextFileSync(`${benchmark}/data/${name}`, nabRows());
  const { code, out } = await folder.run(EVALUATE_TASK, ["--seeds", "1"]);
  assertEquals(code, EXIT.done);
  const text = out.join("\n");
  assertStringIncludes(text, "Synthetic incidents, 1 days with incidents and 1 weeks without:");
  assertStringIncludes(text, "| standard         | ");
  assertStringIncludes(text, "Cloud monitoring series: not measured, the data folder has no `cloud-monitoring`.");
});

Deno.test("evaluate does not compare half an evaluation with the docs", async () => {
  using folder = new TrialFolder();
  Deno.mkdirSync(`${folder.data}/nab`, { recursive: true });
  const { code, err } = await folder.run(EVALUATE_TASK, ["--seeds", "1", "--check"]);
  assertEquals(code, EXIT.wrongUsage);
  assertStringIncludes(err.join("\n"), "lacks cloud-monitoring");
});
