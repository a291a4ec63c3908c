import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { EXIT } from "../lib/run/task.ts";
import { INCIDENT_KINDS, TELEMETRY_FILES } from "../lib/synthetic/mod.ts";
import { GENERATE_TASK } from "./generate_telemetry.ts";
import { TrialFolder } from "./trial_folder.ts";

const SMALL = ["--requests=300", "--servers=3", "--regions=2"];

function textsIn(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return Object.fromEntries(names.map((name) => [name, Deno.readTextFileSync(`${folder}/${name}`)]));
}

Deno.test("generate writes the files of the original project and the truth about the incidents, of yesterday", async () => {
  using folder = new TrialFolder();
  const { code, out } = await folder.run(GENERATE_TASK, [...SMALL, "--json"]);
  const { rows, rejects, warehouse } = JSON.parse(out.at(-1)!);
  assertEquals([code, rows.request_logs, rows.server_metrics, rejects, warehouse], [0, 300, 3 * 1_440, 0, null]);
  const texts = textsIn(`${folder.data}/telemetry`);
  assertEquals(Object.keys(texts), TELEMETRY_FILES.toSorted());
  const lines = texts["request_logs.csv"]!.trimEnd().split("\n");
  assertEquals(lines.length, 301);
  assertEquals(
    lines[0],
    "timestamp,server_id,region,request_method,status_code,response_time_ms,retry_rate,bytes_sent,client_ip,user_agent",
  );
  for (const line of [lines[1]!, lines[300]!]) assertStringIncludes(line, "2026-01-05");
});

Deno.test("generate makes the same bytes of the same seed, and others of another", async () => {
  using folder = new TrialFolder();
  const made = async (name: string, seed: number) => {
    const out = `${folder.path}/${name}`;
    await folder.run(GENERATE_TASK, [...SMALL, `--seed=${seed}`, "--start=2026-03-01", "--out", out]);
    return textsIn(out);
  };
  const first = await made("first", 7);
  assertEquals(await made("second", 7), first);
  assertEquals(await made("first", 7), first);
  assertNotEquals(await made("third", 8), first);
});

Deno.test("generate that is used wrongly ends with 2, lists what is possible and writes nothing", async () => {
  using folder = new TrialFolder();
  const wrong: [string, string][] = [
    ["--incidents=flood", `seeded, none, or some of ${INCIDENT_KINDS.join(", ")} is needed`],
    ["--start=2026-13-01", "a date like 2026-01-05 is needed"],
    ["--requests=many", "a whole number from 1 on is needed"],
    ["--regions=30", "regions is 30, an integer from 1 to 8 is needed"],
    ["--warehouse=duckdb:x", "this task takes --data, --requests, --servers"],
    ["file.csv", "this task takes no arguments without a flag"],
  ];
  for (const [arg, words] of wrong) {
    const { code, err } = await folder.run(GENERATE_TASK, [arg]);
    assertEquals([code, err.length], [EXIT.wrongUsage, 1], arg);
    assertStringIncludes(err[0]!, words);
  }
  assertEquals(folder.names(), []);
});
