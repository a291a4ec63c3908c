import { assertEquals, assertMatch } from "@std/assert";
import { DuckDb } from "../lib/duckdb/duckdb.ts";
import { TemporaryFolder } from "../lib/run/temporary_folder.ts";
import { writeGoldFiles } from "./gold_files.ts";
import { compareLoads } from "./load_engines.ts";

Deno.test("writeGoldFiles() makes half of the rows minutes and half KPIs, all of one day and with keys of their own", async () => {
  using folder = new TemporaryFolder();
  await using database = await DuckDb.open();
  for (const { table, path } of await writeGoldFiles(folder.path, 6_000)) {
    const key = table.key.map((column) => `"${column}"`).join(", ");
    const counts =
      `count(*) as rows, count(distinct (${key})) as keys, count(distinct date_trunc('day', "${table.time}")) as days`;
    assertEquals(await database.rows(`select ${counts} from '${path}'`), [{ rows: 3_000, keys: 3_000, days: 1 }]);
  }
});

Deno.test("compareLoads() measures every engine that is there, says why another is not, and leaves nothing behind", async () => {
  using folder = new TemporaryFolder();
  const turns: string[] = [];
  const size = { rowCount: 2_000, runCount: 1, folder: folder.path };
  const lines = (await compareLoads(size, (_, name) => turns.push(name))).split("\n");
  assertMatch(lines[0]!, /rows\/s/);
  assertEquals(turns[0], "DuckDB");
  assertMatch(lines[2]!, /^\| DuckDB +\| a new file +\| +[\d.]+ \| +[\d,]+ \| +\| +1\.0 \|$/);
  for (const line of lines.slice(3)) assertMatch(line, /(\d \|$)|is not (installed|set)/);
  assertEquals(folder.names(), []);
});
