import { assert, assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import { join } from "@std/path";
import { DuckDb } from "../lib/duckdb/duckdb.ts";
import { EXIT } from "../lib/run/task.ts";
import { ClickHouseConnection } from "../lib/warehouse/clickhouse/connection.ts";
import { readLocation } from "../lib/warehouse/clickhouse/location.ts";
import { findServer, TrialCluster } from "../lib/warehouse/clickhouse/trial_cluster.ts";
import { TRIAL_READER } from "../lib/warehouse/clickhouse/trial_config.ts";
import { EXPORT_TASK } from "./export_table.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";
import { WAREHOUSE_TASK } from "./warehouse.ts";

/** A user agent that would clear the screen of whoever prints it. */
const HOSTILE_AGENT = "\u{1F468} \\x1b[2J\x1b]0;title\x07\u202egnp";

/** What was printed, without its colours. */
function plain(texts: readonly string[]): string {
  return stripAnsiCode(texts.join("\n"));
}

/** Fills the warehouse with three requests of successive minutes, 12:00 to 12:02. */
async function fill(folder: TrialFolder, ...args: string[]): Promise<void> {
  const lines = [0, 1, 2].map((i) =>
    `192.0.2.1 - - [05/Jan/2026:12:0${i}:00 +0000] "GET /${i} HTTP/1.1" 200 12 "-" "${HOSTILE_AGENT}" 0.000\n`
  );
  const { code, err } = await folder.run(PIPELINE_TASK, [folder.write("access.log", lines.join("")), ...args]);
  assertEquals(code, EXIT.done, err.join("\n"));
}

Deno.test("warehouse check tells engine, rights, schema, rows and room, and ends well where nothing is wrong", async () => {
  using folder = new TrialFolder();
  await fill(folder);
  const { code, out } = await folder.run(WAREHOUSE_TASK, ["check"]);
  assertEquals(code, EXIT.done);
  const text = out.join("\n");
  for (
    const words of ["DuckDB v", "read, write, create tables", ", as expected", "MB, ", " free", "Nothing is wrong."]
  ) {
    assertStringIncludes(text, words);
  }
  assertMatch(text, /^requests +3 +2026-01-05 12:02$/m);
  const { out: json } = await folder.run(WAREHOUSE_TASK, ["check", "--json"]);
  const found = JSON.parse(json.at(-1)!);
  assertEquals([found.rows.requests, found.problems, found.schema.recorded], [3, [], found.schema.expected]);
});

Deno.test("warehouse check of a file that is not there says how to make one, and makes none", async () => {
  using folder = new TrialFolder();
  for (const args of [["check"], ["query", "kpis"]]) {
    const { code, err } = await folder.run(WAREHOUSE_TASK, args);
    assertEquals([code, err.length], [EXIT.failed, 1]);
    assertStringIncludes(err[0]!, `there is no file "${folder.data}/warehouse.duckdb"; check --warehouse and --data`);
  }
  assertEquals(folder.names(), []);
});

Deno.test("warehouse migrate makes the tables, and brings an older file up to date", async () => {
  using folder = new TrialFolder();
  const path = join(folder.data, "warehouse.duckdb");
  assertEquals((await folder.run(WAREHOUSE_TASK, ["migrate"])).code, EXIT.done);
  {
    await using database = await DuckDb.open({ path });
    await database.run("drop table schema_versions; drop view traffic_patterns; alter table kpis drop concurrency");
  }
  const old = await folder.run(WAREHOUSE_TASK, ["check"]);
  assertEquals(old.code, EXIT.failed);
  assertMatch(
    plain(old.out),
    /^wrong: the schema is not recorded, 1 \(\w+\) is expected: run `deno task warehouse migrate`$/m,
  );
  assertEquals((await folder.run(WAREHOUSE_TASK, ["migrate"])).code, EXIT.done);
  assertEquals((await folder.run(WAREHOUSE_TASK, ["check"])).code, EXIT.done);
  assertEquals(await folder.query("select concurrency from kpis"), []);
  assertEquals(await folder.query("from traffic_patterns"), []);
});

Deno.test("a file that a newer version made is refused by every task, in one line", async () => {
  using folder = new TrialFolder();
  const path = join(folder.data, "warehouse.duckdb");
  await folder.run(WAREHOUSE_TASK, ["migrate"]);
  {
    await using database = await DuckDb.open({ path });
    await database.run("insert into schema_versions values (99, 'ff', now()::timestamp + interval 1 second)");
  }
  const { code, out } = await folder.run(WAREHOUSE_TASK, ["check"]);
  assertEquals(code, EXIT.failed);
  assertStringIncludes(plain(out), "wrong: the schema is version 99 (ff), newer than 1 (");
  const refused = await folder.run(EXPORT_TASK, ["kpis", "--out", join(folder.path, "kpis.csv")]);
  assertEquals([refused.code, refused.err.length], [EXIT.failed, 1]);
  assertStringIncludes(refused.err[0]!, `Cannot use the warehouse at ${path}: its schema is version 99`);
  assertStringIncludes(refused.err[0]!, "or another --warehouse");
});

Deno.test("an opening that finds the schema as expected writes nothing", async () => {
  using folder = new TrialFolder();
  const path = join(folder.data, "warehouse.duckdb");
  await folder.run(WAREHOUSE_TASK, ["migrate"]);
  const bytes = () => Deno.readFile(path);
  const before = await bytes();
  assertEquals((await folder.run(WAREHOUSE_TASK, ["query", "kpis"])).code, EXIT.done);
  assertEquals(await bytes(), before);
});

Deno.test("warehouse query prints rows as a table for a terminal, as CSV or JSON else", async (t) => {
  using folder = new TrialFolder();
  await fill(folder);
  const query = async (isTerminal: boolean, ...args: string[]) => {
    const { code, out, err } = await folder.run(WAREHOUSE_TASK, ["query", "requests", ...args], { isTerminal });
    assertEquals(code, EXIT.done, err.join("\n"));
    return out.join("\n");
  };

  await t.step("a table, limited, with nothing that a terminal obeys", async () => {
    const text = await query(true, "--limit=2");
    const [headings, rule, ...rows] = text.split("\n");
    assertMatch(headings!, /^requested_at +balancer +pool +server_id/);
    assertMatch(rule!, /^-+( +-+)+$/);
    assertEquals(rows.length, 3);
    assertEquals(rows[2], "the first 2 rows; --limit, --from and --to show others");
    // deno-lint-ignore no-control-regex -- control characters are what must not be there
    assertNotMatch(text, /[\x00-\x09\x0b-\x1f\u202e]/);
  });

  await t.step("CSV, all rows of a range", async () => {
    const lines = (await query(false, "--from=2026-01-05T12:01")).split("\n");
    assertEquals(lines.map((line) => line.split(",")[0]), [
      "requested_at",
      "2026-01-05 12:01:00",
      "2026-01-05 12:02:00",
    ]);
  });

  await t.step("JSON, with the values as they are; harmless where it is a terminal after all", async () => {
    const rows = JSON.parse(await query(false, "--format=json", "--limit=1"));
    assertEquals(rows.length, 1);
    assertStringIncludes(rows[0].user_agent, "\u202e");
    assertNotMatch(await query(true, "--format=json"), /\u202e/);
  });

  await t.step("a file, and one JSON object", async () => {
    const out = join(folder.path, "requests.csv");
    assertEquals(await query(true, `--out=${out}`, "--limit=1"), "");
    assertEquals(Deno.readTextFileSync(out).trimEnd().split("\n").length, 2);
    const object = JSON.parse(await query(true, "--json"));
    assertEquals([object.rows, object.result.length], [{ requests: 3 }, 3]);
  });

  await t.step("a log format that is set for all tasks means nothing here", async () => {
    assertMatch(await query(false, "--format=combined"), /^requested_at,/);
  });
});

Deno.test("warehouse that is used wrongly ends with 2 and says what is needed", async () => {
  using folder = new TrialFolder();
  const needed = "`check`, `migrate` or `query VIEW` is needed";
  const wrong: [string[], string][] = [
    [[], needed],
    [["drop"], needed],
    [["toString"], needed],
    [["check", "kpis"], needed],
    [["query"], needed],
    [["query", "kpis", "--format=xml"], "one of auto, table, csv, json is needed"],
    [["query", "kpis", "--from=yesterday"], 'Cannot use --from "yesterday"'],
  ];
  for (const [args, words] of wrong) {
    const { code, err } = await folder.run(WAREHOUSE_TASK, args);
    assertEquals([code, err.length], [EXIT.wrongUsage, 1], args.join(" "));
    assertStringIncludes(err[0]!, words);
  }
});

Deno.test("a place that cannot be written or read is named with its remedy", async () => {
  using folder = new TrialFolder();
  const wrong: [string, string][] = [
    [`duckdb:${folder.write("notes.txt", "timestamp,server_id\n".repeat(1_000))}`, "name another file by --warehouse"],
    [`duckdb:${folder.write("file", "")}/below/warehouse.duckdb`, "--warehouse must name a file"],
  ];
  for (const [url, remedy] of wrong) {
    const { code, err } = await folder.run(WAREHOUSE_TASK, ["migrate", "--warehouse", url]);
    assertEquals([code, err.length], [EXIT.failed, 1]);
    assertStringIncludes(err[0]!, `Cannot open the warehouse "${url.replace("duckdb:", "")}": `);
    assertStringIncludes(err[0]!, remedy);
  }
});

const SERVER = findServer();
const REASON = SERVER === null ? " (skipped: clickhouse-server is not installed)" : "";

Deno.test({
  name: `ClickHouse: warehouse check, migrate and query, and what an operator has to mend in words${REASON}`,
  ignore: SERVER === null,
  async fn(t) {
    using folder = new TrialFolder();
    await using cluster = await TrialCluster.start(SERVER!);
    const run = async (args: string[], url: string) => {
      const { code, out, err } = await folder.run(WAREHOUSE_TASK, [...args, "--warehouse", url]);
      assert(!/sesame|wrong-secret/.test([...out, ...err].join("\n")));
      return { code, text: plain([...out, ...err]), lineCount: err.length };
    };
    const url = cluster.url("traffic");

    await t.step("an empty server has no tables, and stays so", async () => {
      const { code, text } = await run(["check"], url);
      assertEquals(code, EXIT.failed);
      assertStringIncludes(text, "wrong: there are no tables yet: run `deno task warehouse migrate`");
      await using node = new ClickHouseConnection({ ...readLocation(url), database: "default" });
      assertEquals(await node.rows("select name from system.databases where name = 'traffic'"), []);
    });

    await t.step("migrate and a load make it right", async () => {
      assertEquals((await run(["migrate"], url)).code, EXIT.done);
      await fill(folder, "--warehouse", url);
      const { code, text } = await run(["check"], url);
      assertEquals(code, EXIT.done, text);
      assertMatch(text, /ClickHouse [\d.]+, 2 nodes/);
      assertMatch(text, /^requests +3 +2026-01-05 12:02$/m);
      const rows = await run(["query", "requests", "--limit=1", "--from=2026-01-05T12:01"], url);
      assertEquals(rows.text.split("\n").map((line) => line.split(",")[0]), ["requested_at", "2026-01-05 12:01:00"]);
    });

    await t.step("a user who may only read is told so, and can read", async () => {
      const readerUrl = cluster.url("traffic", { username: TRIAL_READER });
      const { code, text } = await run(["check"], readerUrl);
      assertEquals(code, EXIT.done);
      assertStringIncludes(text, "note: the user may not write");
      assertEquals((await run(["query", "kpis"], readerUrl)).code, EXIT.done);
      const refused = await run(["migrate"], cluster.url("other", { username: TRIAL_READER }));
      assertEquals([refused.code, refused.lineCount], [EXIT.failed, 1]);
      assertMatch(
        refused.text,
        /on ClickHouse at 127\.0\.0\.1:\d+ as "reader": .*the user of --warehouse may only read/,
      );
    });

    await t.step("a schema of an older version is brought up to date, a newer one refused", async () => {
      await using node = new ClickHouseConnection(readLocation(cluster.url("traffic", { isCluster: false })));
      await node.run(
        "insert into schema_versions_local (version, fingerprint, applied_at) values (0, 'aa', now() + 1)",
      );
      await node.run("alter table kpis_local drop column concurrency");
      await node.run("drop table latest_report");
      assertStringIncludes((await run(["check"], url)).text, "wrong: the schema is 0 (aa), 1 (");
      await node.run("alter table schema_versions_local drop column version");
      await node.run("truncate table schema_versions_local");
      await node.run("insert into schema_versions_local (fingerprint, applied_at) values ('aa', now())");
      assertEquals((await run(["migrate"], url)).text.includes("has schema version 1"), true);
      const { code, text } = await run(["check"], url);
      assertEquals(code, EXIT.done, text);
      await node.run(
        "insert into schema_versions_local (version, fingerprint, applied_at) values (99, 'ff', now() + 9)",
      );
      assertStringIncludes((await run(["check"], url)).text, "wrong: the schema is version 99 (ff), newer than 1 (");
      const refused = await run(["query", "kpis"], url);
      assertEquals([refused.code, refused.lineCount], [EXIT.failed, 1]);
      assertMatch(
        refused.text,
        /Cannot use the warehouse at clickhouse:\/\/127\.0\.0\.1:\d+\/traffic\?cluster=trial: /,
      );
    });

    await t.step("a wrong password, said once", async () => {
      const { code, text, lineCount } = await run(["check"], cluster.url("traffic", { password: "wrong-secret" }));
      assertEquals([code, lineCount], [EXIT.failed, 1]);
      assertMatch(text, /ClickHouse at 127\.0\.0\.1:\d+ as "loader": .*check the user and password of --warehouse$/);
    });

    await t.step("an unknown host", async () => {
      const { code, text, lineCount } = await run(["check"], "clickhouse://loader:sesame@no-such-host.invalid/traffic");
      assertEquals([code, lineCount], [EXIT.failed, 1]);
      assertMatch(text, /Cannot reach ClickHouse at no-such-host\.invalid:8123: .*; check the address of --warehouse$/);
    });
  },
});
