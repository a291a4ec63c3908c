import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { parse } from "@std/csv/parse";
import { REQUEST_LOG_COLUMNS } from "../telemetry/format/request_logs_csv.ts";
import { DEFAULT_PLAN, type SyntheticPlan } from "./plan.ts";
import { syntheticIncidents } from "./synthetic_incidents.ts";
import { SERVER_METRIC_COLUMNS, TELEMETRY_FILES, telemetryChunks, type TelemetryFile } from "./telemetry_files.ts";

interface WrittenFile {
  readonly text: string;
  readonly rowCount: number;
}

function write(plan: Partial<SyntheticPlan>): Record<TelemetryFile, WrittenFile> {
  const chunks = [...telemetryChunks(plan)];
  const written = TELEMETRY_FILES.map((file) => {
    const parts = chunks.filter((chunk) => chunk.file === file);
    const text = parts.map(({ bytes }) => new TextDecoder().decode(bytes)).join("");
    return [file, { text, rowCount: parts.reduce((sum, part) => sum + part.rowCount, 0) }];
  });
  return Object.fromEntries(written);
}

async function fingerprint(plan: Partial<SyntheticPlan>): Promise<string> {
  const text = Object.values(write(plan)).map((file) => file.text).join("");
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toHex();
}

const SMALL = { requests: 15_000, seed: 7 };
const FILES = write(SMALL);

Deno.test("telemetryChunks() writes the same bytes for the same plan and others for another seed", async () => {
  assertEquals(await fingerprint(SMALL), await fingerprint(SMALL));
  assertNotEquals(await fingerprint(SMALL), await fingerprint({ ...SMALL, seed: 8 }));
});

Deno.test("every file has the columns of its kind, a header and as many rows as it says", () => {
  const columns = {
    "request_logs.csv": [...REQUEST_LOG_COLUMNS],
    "server_metrics.csv": [...SERVER_METRIC_COLUMNS],
    "test_metrics.csv": [...SERVER_METRIC_COLUMNS],
    "incidents.csv": Object.keys(syntheticIncidents(SMALL)[0]!),
  };
  for (const file of TELEMETRY_FILES) {
    const [header, ...rows]: string[][] = parse(FILES[file].text);
    assertEquals(header, columns[file]);
    assertEquals(rows.length, FILES[file].rowCount);
    assert(rows.every((row) => row.length === header!.length));
  }
});

Deno.test("the default plan writes 15,000 rows a day when asked for the size of the original", () => {
  assertEquals(FILES["request_logs.csv"].rowCount, 15_000);
  assertEquals(FILES["server_metrics.csv"].rowCount, 20 * 1_440);
});

Deno.test("request rows hold what their columns promise", () => {
  const rows: Record<string, string>[] = parse(FILES["request_logs.csv"].text, { skipFirstRow: true });
  for (const row of rows) {
    assertEquals(new Date(row.timestamp!).toISOString(), row.timestamp);
    assert(/^web-\d\d$/.test(row.server_id!));
    assert(/^\d+\.\d$/.test(row.response_time_ms!));
    assert(/^[01]$/.test(row.retry_rate!));
    assert(/^\d+$/.test(row.bytes_sent!));
    assert(/^[1-5]\d\d$/.test(row.status_code!));
  }
  assert(rows.some((row) => row.retry_rate === "1"));
  assert(rows.some((row) => row.user_agent!.includes("(KHTML, like Gecko)")));
});

Deno.test("test_metrics.csv is every fifth minute of the first hour of server_metrics.csv", () => {
  const lines = FILES["server_metrics.csv"].text.split("\n");
  const isOfSet = (line: string) => /^2026-01-05T00:[0-5][05]:00\.000Z,/.test(line);
  assertEquals(FILES["test_metrics.csv"].text, [lines[0], ...lines.filter(isOfSet), ""].join("\n"));
  assertEquals(FILES["test_metrics.csv"].rowCount, 12 * 20);
});

Deno.test("incidents.csv holds the incidents that syntheticIncidents() lists", () => {
  const rows: Record<string, string>[] = parse(FILES["incidents.csv"].text, { skipFirstRow: true });
  const truths = syntheticIncidents(SMALL);
  assertEquals(rows.map((row) => row.incident_id), truths.map((truth) => truth.incident_id));
  assertEquals(rows.map((row) => Date.parse(row.started_at!)), truths.map((truth) => truth.started_at));
  assertEquals(write({ ...SMALL, incidents: "none" })["incidents.csv"].rowCount, 0);
});

Deno.test("request rows come in chunks of about a megabyte", () => {
  const sizes = [...telemetryChunks({ ...DEFAULT_PLAN, requests: 50_000 })]
    .filter((chunk) => chunk.file === "request_logs.csv" && chunk.rowCount > 0)
    .map((chunk) => chunk.bytes.length);
  assert(sizes.length >= 8 && sizes.every((size) => size < 1_200_000), sizes.join(" "));
});
