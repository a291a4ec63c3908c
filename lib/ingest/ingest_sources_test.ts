import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { KEEP_ADDRESSES } from "../privacy/address_policy.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { type IngestOptions, type IngestReport, ingestSources } from "./ingest_sources.ts";

const READ_AT = Date.UTC(2026, 0, 6);

function logLine(path: string): string {
  return `192.0.2.1 - - [05/Jan/2026:12:00:00 +0000] "GET ${path} HTTP/1.1" 200 12 "-" "x" 0.100`;
}

/** Ingests logs into the folder `out`. */
function ingest(folder: TemporaryFolder, names: string[], more: Partial<IngestOptions> = {}): Promise<IngestReport> {
  const out = `${folder.path}/out`;
  Deno.mkdirSync(out, { recursive: true });
  const read = { timeZone: "UTC", layout: null };
  const reading = { formatName: "auto", read, addresses: KEEP_ADDRESSES };
  return ingestSources(names, { ...reading, folder: out, readAt: READ_AT, workerCount: 1, ...more });
}

/** Reads what became of every line, in the order in which the files hold it. */
async function linesIn(folder: TemporaryFolder): Promise<[string, number, string][]> {
  await using database = await DuckDb.open();
  const rowsOf = (table: string, text: string) =>
    database.rows<{ source: string; line: number; text: string }>(
      `select source, line, ${text} as text from read_parquet(${
        quoteLiteral(`${folder.path}/out/${table}.parquet`)
      }, file_row_number = true) order by file_row_number`,
    );
  const rows = [...await rowsOf("requests", "path"), ...await rowsOf("rejects", "text")];
  return rows.map(({ source, line, text }) => [source, line, text]);
}

Deno.test("ingestSources() accounts for every line in order, however it is cut into chunks and shared out", async () => {
  using folder = new TemporaryFolder();
  const line = fc.oneof(fc.nat(99).map((n) => logLine(`/${n}`)), fc.constantFrom("nonsense", "", "x".repeat(300)));
  const property = fc.asyncProperty(
    fc.array(line, { maxLength: 40 }),
    fc.integer({ min: 1, max: 2_000 }),
    fc.constantFrom(1, 2),
    async (lines, chunkSize, workerCount) => {
      const all = [logLine("/first"), ...lines];
      const file = folder.write("access.log", all.join("\n"));
      const report = await ingest(folder, [file], { chunkSize, workerCount });
      const numbered = all.map((text, i): [string, number, string] => [file, i + 1, text]).filter(([, , text]) => text);
      const requests = numbered.filter(([, , text]) => text.startsWith("192"));
      const rejects = numbered.filter(([, , text]) => !text.startsWith("192"));
      const wanted = [...requests.map(([file, i, text]) => [file, i, text.split(" ")[6]]), ...rejects];
      assertEquals(await linesIn(folder), wanted as [string, number, string][]);
      assertEquals([report.requestCount, report.rejectCount], [requests.length, rejects.length]);
    },
  );
  await fc.assert(property, { seed: 1, numRuns: 12 });
});

Deno.test("ingestSources() recognises every source by itself and reports on each", async () => {
  using folder = new TemporaryFolder();
  const metrics = "timestamp,server_id,cpu_usage_percent,memory_usage_percent,disk_usage_percent,network_in_mbps," +
    "network_out_mbps,active_connections,requests_per_second,backend_health_failures\n" +
    "2026-01-05T12:00:00Z,web-1,1,2,3,4,5,6,7,0\n";
  const names = [
    folder.write("nginx.log", `${logLine("/a")}\nnonsense\n`),
    folder.write(
      "haproxy.log",
      'haproxy[1]: 192.0.2.1:1 [05/Jan/2026:11:00:40.500] a b/c 1/2/3/4/9 200 1 - - ---- 1/1/1/0/0 0/0 "GET / HTTP/1.1"\n',
    ),
    folder.write("server_metrics.csv", metrics),
    folder.write("unknown.log", "nonsense\n"),
    folder.write("empty.log", ""),
  ];
  const seen: number[] = [];
  const report = await ingest(folder, names, { onProgress: (recordCount) => seen.push(recordCount) });
  assertEquals(
    report.sources.map(({ format, rowCount, rejectCount, damage }) => [format, rowCount, rejectCount, damage]),
    [
      ["combined", 1, 1, null],
      ["haproxy_http", 1, 0, null],
      ["server_metrics_csv", 1, 0, null],
      [null, 0, 1, null],
      [null, 0, 0, null],
    ],
  );
  const { requestCount, serverMetricCount, rejectCount, readAt } = report;
  assertEquals([requestCount, serverMetricCount, rejectCount, readAt], [2, 1, 2, READ_AT]);
  assertEquals(seen, [2, 3, 4, 5]);
  assertEquals(report.sources[0]!.firstRejects.map(({ line, text, rejected_at }) => [line, text, rejected_at]), [
    [2, "nonsense", READ_AT],
  ]);
});

Deno.test("ingestSources() gives a log the same key when it has grown or was rotated", async () => {
  using folder = new TemporaryFolder();
  const keyOf = async (name: string, text: string) =>
    (await ingest(folder, [folder.write(name, text)])).sources[0]!.key;
  const key = await keyOf("access.log", `${logLine("/a")}\n`);
  assertEquals(await keyOf("access.log", `${logLine("/a")}\n${logLine("/b")}\n`), key);
  assertEquals(await keyOf("access.log.1", `${logLine("/a")}\n`), key);
  assertNotEquals(await keyOf("access.log", `${logLine("/b")}\n${logLine("/a")}\n`), key);
  assertEquals(await keyOf("access.log", `${logLine("/a").replace("192.0.2.1", "192.0.2.9")}\n`), key);
});

Deno.test("ingestSources() changes no file when a source cannot be read to its end", async () => {
  using folder = new TemporaryFolder();
  const good = folder.write("good.log", logLine("/a"));
  await ingest(folder, [good]);
  const before = await linesIn(folder);
  await assertRejects(() => ingest(folder, [good, folder.path]), Error, `Cannot read "${folder.path}": `);
  assertEquals(await linesIn(folder), before);
  const names = [...Deno.readDirSync(`${folder.path}/out`)].map(({ name }) => name).sort();
  assertEquals(names, ["rejects.parquet", "requests.parquet", "server_metrics.parquet"]);
});
