import { gzipSync } from "node:zlib";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DuckDb } from "../lib/duckdb/duckdb.ts";
import { quoteLiteral } from "../lib/duckdb/quote.ts";
import type { Outcome } from "../lib/run/trial.ts";
import { EXIT } from "../lib/run/task.ts";
import { INGEST_TASK } from "./ingest_requests.ts";
import { TRIAL_NOW, TrialFolder } from "./trial_folder.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** A line of nginx's combined log, with a duration. */
function logLine(path: string, day = "05/Jan/2026"): string {
  return `192.0.2.1 - - [${day}:12:00:00 +0000] "GET ${path} HTTP/1.1" 200 12 "-" "curl/8.5.0" 0.100\n`;
}

const THREE_LINES = ["/a", "/b", "/c"].map((path) => logLine(path)).join("");

/** A trial folder whose ingest writes to the folder `out`. */
class IngestFolder extends TrialFolder {
  readonly out: string = `${this.path}/out`;

  ingest(...args: string[]): Promise<Outcome> {
    return this.run(INGEST_TASK, ["--out", this.out, "--workers=1", ...args]);
  }

  /** Reads rows of a Parquet file that the ingest wrote. */
  async rowsOf<Row>(table: "requests" | "rejects", columns: string): Promise<Row[]> {
    await using database = await DuckDb.open();
    const file = quoteLiteral(`${this.out}/${table}.parquet`);
    return await database.rows<Row>(`select ${columns} from ${file} order by source, line`);
  }

  paths(): Promise<{ path: string }[]> {
    return this.rowsOf("requests", "path");
  }
}

const PATHS = [{ path: "/a" }, { path: "/b" }, { path: "/c" }];

Deno.test("ingest --out writes requests.parquet and rejects.parquet there, and every line is in one of them", async () => {
  using folder = new IngestFolder();
  const file = folder.write("access.log", THREE_LINES + "nonsense\n\n" + logLine("/d"));
  const { code, out, err } = await folder.ingest(file);
  assertEquals([code, err], [EXIT.done, []]);
  assertStringIncludes(out[0]!, `${file}: combined, 4 rows, 1 unreadable`);
  const names = [...Deno.readDirSync(folder.out)].map(({ name }) => name).sort();
  assertEquals(names, ["rejects.parquet", "requests.parquet", "server_metrics.parquet", "sources.json"]);
  assertEquals(await folder.rowsOf("requests", "line, path, status_code, duration_ms, requested_at"), [
    { line: 1, path: "/a", status_code: 200, duration_ms: 100, requested_at: Date.UTC(2026, 0, 5, 12) - 100 },
    { line: 2, path: "/b", status_code: 200, duration_ms: 100, requested_at: Date.UTC(2026, 0, 5, 12) - 100 },
    { line: 3, path: "/c", status_code: 200, duration_ms: 100, requested_at: Date.UTC(2026, 0, 5, 12) - 100 },
    { line: 6, path: "/d", status_code: 200, duration_ms: 100, requested_at: Date.UTC(2026, 0, 5, 12) - 100 },
  ]);
  const [reject] = await folder.rowsOf<Record<string, unknown>>("rejects", "*");
  assertEquals([reject!.source, reject!.line, reject!.text], [file, 4, "nonsense"]);
  assertEquals(Math.round((Number(reject!.rejected_at) - TRIAL_NOW) / 1_000), 0);
});

Deno.test("ingest reads a glob of plain and packed files in the order of their names, each once", async () => {
  using folder = new IngestFolder();
  folder.write("1.log", logLine("/a"));
  folder.write("2.log.gz", gzipSync(encode(logLine("/b"))));
  folder.write("3.log", logLine("/c"));
  for (let repeat = 0; repeat < 2; repeat++) {
    const { code, out } = await folder.ingest("--json", `${folder.path}/*.log*`, "--logs", `${folder.path}/3.log`);
    assertEquals([code, JSON.parse(out[0]!).rows], [EXIT.done, { requests: 3, server_metrics: 0, rejects: 0 }]);
    assertEquals(await folder.paths(), PATHS);
  }
});

Deno.test("ingest as a task of the shell reads standard input, packed or not", async () => {
  using folder = new IngestFolder();
  const { code, out, err } = await folder.spawn("ingest", ["-", "--out", folder.out], gzipSync(encode(THREE_LINES)));
  assertEquals([code, err], [EXIT.done, ""]);
  assertMatch(out, /^-: combined, 3 rows\n/);
  assertEquals(await folder.paths(), PATHS);
});

Deno.test("ingest ends with --json on its last line: rows, rejects, ms, and no warehouse", async () => {
  using folder = new IngestFolder();
  const { out } = await folder.ingest("--json", folder.write("access.log", THREE_LINES + "nonsense\n"));
  const { ms, ...said } = JSON.parse(out.at(-1)!);
  assertEquals(said, { rows: { requests: 3, server_metrics: 0, rejects: 1 }, rejects: 1, warehouse: null });
  assertEquals(Object.keys(ms), ["ingest"]);
  assert(ms.ingest > 0);
});

Deno.test("ingest ends with 3 where more lines are unreadable than the limit allows", async () => {
  using folder = new IngestFolder();
  const file = folder.write("access.log", THREE_LINES + "nonsense\n".repeat(3));
  assertEquals((await folder.ingest(file)).code, EXIT.done);
  assertEquals((await folder.ingest(file, "--max-reject-ratio=0.49")).code, EXIT.poorQuality);
  assertEquals((await folder.rowsOf("rejects", "line")).length, 3);
});

Deno.test("ingest of what holds no record ends with 1, says why, and counts every line as a reject", async () => {
  using folder = new IngestFolder();
  const binary = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i * 31 + i) >> 3);
  const unusable: [string, string | Uint8Array, number | null, string][] = [
    ["empty.log", "", 0, "it is empty, or a header is all that it holds"],
    ["header.csv", "timestamp,server_id,region,request_method,status_code,response_time_ms\n", null, "Cannot "],
    ["binary.log", binary, null, "it is no text, unpack it or convert it to UTF-8"],
    ["utf16.log", Uint8Array.from(THREE_LINES, (_, i) => i % 2 ? 0 : THREE_LINES.charCodeAt(i)), null, "it is no text"],
    ["unknown.log", "hello world\nthis is no log\n", 2, "name the format with --format, or its fields with --layout"],
    [
      "torn.gz",
      gzipSync(encode(THREE_LINES)).subarray(0, 15),
      0,
      "its gzip data are damaged or cut off, copy the file",
    ],
  ];
  for (const [name, content, rejectCount, words] of unusable) {
    const file = folder.write(name, content);
    const { code, out, err } = await folder.ingest("--json", file);
    assertEquals(code, EXIT.failed, name);
    assertMatch(err[0]!, /^\S+ error Cannot /);
    assertStringIncludes(err.join("\n"), `"${file}"`);
    assertStringIncludes(err.join("\n"), words);
    const { rows, rejects } = JSON.parse(out[0]!);
    assertEquals([rows.requests, rejects], [0, rejectCount ?? rejects]);
    assertEquals((await folder.rowsOf("rejects", "line")).length, rejects);
  }
});

Deno.test("ingest of what is usable in part keeps that part and tells of the rest", async (t) => {
  using folder = new IngestFolder();

  await t.step("a packed file that is cut off", async () => {
    const lines = Array.from({ length: 3_000 }, (_, i) => logLine(`/${i * i}`));
    const packed = gzipSync(encode(lines.join("")));
    const file = folder.write("cut.log.gz", packed.subarray(0, packed.length / 2));
    const { code, out, err } = await folder.ingest("--json", file);
    assertEquals([code, err.length], [EXIT.done, 1]);
    assertStringIncludes(err[0]!, `warn Cannot read all of "${file}": its gzip data are damaged or cut off`);
    const { rows, rejects } = JSON.parse(out[0]!);
    assert(rows.requests > 1_000 && rows.requests < 2_000 && rejects <= 1, JSON.stringify(rows));
    assertEquals((await folder.paths()).at(-1), { path: `/${(rows.requests - 1) ** 2}` });
  });

  await t.step("a line of ten megabytes", async () => {
    const file = folder.write(
      "long.log",
      logLine("/a") + "x".repeat(10_000_000) + "\n" + logLine("/b") + logLine("/c"),
    );
    const { code } = await folder.ingest(file);
    assertEquals([code, await folder.paths()], [EXIT.done, PATHS]);
    const rejects = await folder.rowsOf("rejects", "line, reason, length(text) as length");
    assertEquals(rejects, [{ line: 2, reason: "longer than 1048576 characters", length: 2_000 }]);
  });

  await t.step("bytes that are no UTF-8", async () => {
    const lines = encode(THREE_LINES.replace("/b", "/b?q=*"));
    lines[lines.indexOf("*".charCodeAt(0))] = 0xff;
    const { code } = await folder.ingest(folder.write("latin1.log", lines));
    assertEquals([code, await folder.paths()], [EXIT.done, [{ path: "/a" }, { path: "/b?q=\ufffd" }, { path: "/c" }]]);
  });

  await t.step("an empty file among others", async () => {
    const { code, err } = await folder.ingest(folder.write("none.log", ""), folder.write("some.log", THREE_LINES));
    assertEquals([code, await folder.paths()], [EXIT.done, PATHS]);
    assertStringIncludes(err.join("\n"), `warn Cannot find a record in "${folder.path}/none.log"`);
  });

  await t.step("moments of any year", async () => {
    const days = ["01/Jan/1970", "05/Jan/2015", "05/Jan/2026", "31/Dec/2099"];
    const file = folder.write("years.log", days.map((day) => logLine("/", day)).join(""));
    assertEquals((await folder.ingest(file)).code, EXIT.done);
    const years = await folder.rowsOf<{ year: number }>("requests", "year(requested_at) as year");
    assertEquals(years.map(({ year }) => year), [1970, 2015, 2026, 2099]);
  });
});

Deno.test("ingest of what cannot be opened ends with 1, names it and the remedy, and leaves the last files alone", async () => {
  using folder = new IngestFolder();
  const good = folder.write("access.log", THREE_LINES);
  assertEquals((await folder.ingest(good)).code, EXIT.done);
  Deno.symlinkSync(`${folder.path}/loop`, `${folder.path}/loop`);
  const unreadable: [string, string][] = [
    [folder.path, `it is a folder, name its files as in "${folder.path}/*.log"`],
    [`${folder.path}/absent.log`, "there is no such file, check the path"],
    [`${folder.path}/*.nothing`, "no file matches it, check the folder and quote the glob"],
    [`${folder.path}/loop`, "ELOOP"],
  ];
  for (const [name, words] of unreadable) {
    const { code, out, err } = await folder.ingest(good, name);
    assertEquals([code, out, err.length], [EXIT.failed, [], 1], name);
    assertStringIncludes(err[0]!, `error: Cannot read "${name}": ${words}`);
    assertEquals(await folder.paths(), PATHS);
  }
});

Deno.test("ingest names a file that cannot be read", async () => {
  using folder = new IngestFolder();
  const file = unreadableFile(folder);
  const { code, err } = await folder.ingest(file);
  assertEquals([code, err.length], [EXIT.failed, 1]);
  assertStringIncludes(err[0]!, `error: Cannot read "${file}": `);
});

/** A file that its owner may not read; the superuser may read all files, but not from where no memory is. */
function unreadableFile(folder: IngestFolder): string {
  if (Deno.uid() === 0) return "/proc/self/mem";
  const file = folder.write("secret.log", THREE_LINES);
  Deno.chmodSync(file, 0o000);
  return file;
}

Deno.test("ingest names the folder that it cannot write to, and the setting that chooses another", async () => {
  using folder = new IngestFolder();
  const file = folder.write("access.log", THREE_LINES);
  const { code, err } = await folder.run(INGEST_TASK, ["--out", file, file]);
  assertEquals(code, EXIT.failed);
  assertMatch(err[0]!, /^error: Cannot make the folder ".*access\.log": .*; choose another with --data or --out$/);
});

Deno.test("ingest that is used wrongly ends with 2 before anything is read, and lists what is possible", async () => {
  using folder = new IngestFolder();
  const wrong: [string[], string][] = [
    [[], "name at least one file, or - for standard input"],
    [["--format=nope"], "known are auto, container, haproxy_http, syslog, "],
    [["--layout=nope"], 'it names no variable like "$status"'],
    [["--layout=$status$request"], 'nothing separates "$status" and "$request"'],
    [["--time-zone=Mars/Olympus"], "an IANA zone like Europe/Berlin is needed"],
    [["--workers=0"], "a whole number from 1 on is needed"],
    [["--max-reject-ratio=50%"], "a number from 0 to 1 is needed"],
    [["--seed=1"], "this task takes --data, --logs, --metrics, --format"],
    [["--log-level=loud"], "one of debug, info, warn, error is needed"],
  ];
  for (const [args, words] of wrong) {
    const absent = args.length === 0 ? [] : [`${folder.path}/absent.log`];
    const { code, out, err } = await folder.ingest(...args, ...absent);
    assertEquals([code, out, err.length], [EXIT.wrongUsage, [], 1], words);
    assertMatch(err[0]!, /^error: Cannot /);
    assertStringIncludes(err[0]!, words);
  }
  assertEquals(folder.names(), []);
});

Deno.test("ingest leaves no address in its folder, its summary or its messages unless addresses are kept", async () => {
  using folder = new IngestFolder();
  const key = "0123456789abcdef0123456789abcdef";
  const csv =
    "timestamp,server_id,status_code,response_time_ms,client_ip\n2026-01-05T12:00:00Z,web-1,200,5,192.0.2.1\n";
  const files = [folder.write("access.log", `${THREE_LINES}nonsense of 192.0.2.1\n`), folder.write("seed.csv", csv)];
  for (const level of ["network", "hash", "drop", "keep"]) {
    const env = (name: string) => ({ CLIENT_ADDRESSES: level, CLIENT_ADDRESS_KEY: key })[name];
    const { code, out, err } = await folder.run(INGEST_TASK, ["--out", folder.out, "--json", ...files], { env });
    assertEquals(code, EXIT.done);
    const written = [...Deno.readDirSync(folder.out)].map(({ name }) => Deno.readFileSync(`${folder.out}/${name}`));
    const text = [...written.map((bytes) => new TextDecoder().decode(bytes)), ...out, ...err].join("\n");
    assertEquals([text.includes("192.0.2.1"), text.includes(key)], [level === "keep", false], level);
  }
});

Deno.test("ingest gives one client one hash, from whatever log it comes and whoever runs it with the same key", async () => {
  using folder = new IngestFolder();
  const csv =
    "timestamp,server_id,status_code,response_time_ms,client_ip\n2026-01-05T12:00:00Z,web-1,200,5,::ffff:192.0.2.1\n";
  const files = [folder.write("access.log", THREE_LINES), folder.write("seed.csv", csv)];
  const env = (name: string) => ({ CLIENT_ADDRESSES: "hash", CLIENT_ADDRESS_KEY: "0123456789abcdef" })[name];
  await folder.run(INGEST_TASK, ["--out", folder.out, ...files], { env });
  // printf %s 192.0.2.1 | openssl dgst -sha256 -hmac 0123456789abcdef
  assertEquals(
    await folder.rowsOf("requests", "client_ip"),
    Array(4).fill({ client_ip: "834648f6724c306a07b6ce902bc2c10e" }),
  );
});

Deno.test("ingest that has no key for its hashes reads nothing and says how to make one", async () => {
  using folder = new IngestFolder();
  const file = folder.write("access.log", THREE_LINES);
  const { code, err } = await folder.ingest("--client-addresses=hash", file);
  assertEquals(code, EXIT.wrongUsage);
  assertStringIncludes(err[0]!, "there is no CLIENT_ADDRESS_KEY, put 16 or more random characters into .env");
  assertEquals([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["access.log"]);
});
