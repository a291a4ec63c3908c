import { assertEquals } from "@std/assert";
import { metricRow } from "../exporter/metric_row.ts";
import { newReading } from "../exporter/server_reading.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { openServerMetricsCsv } from "../telemetry/format/server_metrics_csv.ts";
import { appendRows, collectedFile, listCollected, removeCollected } from "./collected_files.ts";

const AT = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;
const row = (name: string, at = AT) =>
  metricRow({ at, reading: newReading(name, { memoryPercent: 12.5, connectionCount: 3 }) }, null);

Deno.test("appended rows are read back by the reader of server_metrics.csv, whatever a server is called", () => {
  using folder = makeFolder();
  const rows = [row("web-1"), row('a,"b" ☃'), row("web-1", AT + 1)];
  appendRows(folder.path, rows.slice(0, 2));
  appendRows(folder.path, rows.slice(2));
  const lines = Deno.readTextFileSync(collectedFile(folder.path, AT)).trimEnd().split("\n");
  const reader = openServerMetricsCsv(lines, { timeZone: "UTC", layout: null })!;
  assertEquals(lines.flatMap((line) => reader.read(line) ?? []), rows);
});

Deno.test("a line that a crash has cut off stays a line of its own", () => {
  using folder = makeFolder();
  appendRows(folder.path, [row("web-1")]);
  const path = collectedFile(folder.path, AT);
  Deno.truncateSync(path, Deno.statSync(path).size - 5);
  appendRows(folder.path, [row("web-2")]);
  const lines = Deno.readTextFileSync(path).trimEnd().split("\n");
  assertEquals(lines.length, 3);
  assertEquals(openServerMetricsCsv(lines, { timeZone: "UTC", layout: null })!.read(lines[2]!), row("web-2"));
});

Deno.test("listCollected() lists the files from a day on, and none where nothing was collected", () => {
  using folder = makeFolder();
  assertEquals(listCollected(`${folder.path}/none`, 0), []);
  for (const days of [0, 2, 1]) appendRows(folder.path, [row("web-1", AT + days * DAY_MS)]);
  Deno.writeTextFileSync(`${folder.path}/collected/notes.csv`, "");
  assertEquals(
    listCollected(folder.path, AT + DAY_MS),
    [1, 2].map((days) => collectedFile(folder.path, AT + days * DAY_MS)),
  );
});

Deno.test("removeCollected() removes the days before a moment's, and no other file", () => {
  using folder = makeFolder();
  assertEquals(removeCollected(`${folder.path}/none`, AT), 0);
  for (const days of [0, 1, 2]) appendRows(folder.path, [row("web-1", AT + days * DAY_MS)]);
  Deno.writeTextFileSync(`${folder.path}/collected/notes.csv`, "");
  assertEquals(removeCollected(folder.path, AT + DAY_MS), 1);
  assertEquals([...Deno.readDirSync(`${folder.path}/collected`)].map(({ name }) => name).sort(), [
    "notes.csv",
    "server_metrics_2026-01-06.csv",
    "server_metrics_2026-01-07.csv",
  ]);
});

function makeFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  Deno.mkdirSync(`${folder.path}/collected`);
  return folder;
}
