import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readConfig } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { openWarehouse } from "../warehouse/open.ts";
import { type Warehouse, WarehouseError } from "../warehouse/warehouse.ts";
import { readNumbers } from "./ask.ts";
import { DataFrame, merge, readFrame } from "./frame.ts";
import { isInstant } from "./frame_columns.ts";
import { rowsOf } from "./rows_of.ts";

const REJECTS = `insert into rejects values
  ('1970-01-01', 'b.log', 2, 'no status', 'x'), ('1970-01-01', 'a.log', 9, 'no status', 'y'),
  ('1970-01-01', 'a.log', 1, 'too long', 'z')`;
const INCIDENT = `insert into incidents values
  ('1', '1970-01-01 00:00:01', null, 'minor', 'all', '(all)', 'request_count', 1, 2, 99.5, 'more', '{"slices":[]}')`;

async function withWarehouse(use: (warehouse: Warehouse) => Promise<void>): Promise<void> {
  using folder = new TemporaryFolder();
  const url = `duckdb:${join(folder.path, "warehouse.duckdb")}`;
  const config = readConfig(["--warehouse", url], ["warehouse"], { env: () => undefined, envFile: "" });
  await using warehouse = await openWarehouse(config, NO_LOG);
  await warehouse.query(REJECTS);
  await warehouse.query(INCIDENT);
  await use(warehouse);
}

Deno.test("readFrame() has the columns of the view, and its rows in order", () =>
  withWarehouse(async (warehouse) => {
    const rejects = await readFrame(warehouse, "rejects");
    assertEquals(rejects.columns, ["rejected_at", "source", "line", "reason", "text"]);
    assertEquals(rejects["line"].values, [1, 9, 2]);
  }));

Deno.test("readFrame() makes instants of moments and text of JSON, and leaves null as it is", () =>
  withWarehouse(async (warehouse) => {
    const [incident] = rowsOf<Record<string, unknown>>(await readFrame(warehouse, "incidents"));
    assertEquals([incident!.opened_at, incident!.closed_at, incident!.evidence], [1_000, null, '{"slices":[]}']);
  }));

Deno.test("readFrame() makes an instant of every moment that a view has", () =>
  withWarehouse(async (warehouse) => {
    const moments = await warehouse.query<{ name: string }>(
      "select distinct column_name as name from information_schema.columns where data_type = 'TIMESTAMP'",
    );
    assertEquals(moments.filter(({ name }) => !isInstant(name)), []);
  }));

Deno.test("readFrame() keeps the rows that a filter names, by one text or several", () =>
  withWarehouse(async (warehouse) => {
    assertEquals((await readFrame(warehouse, "rejects", { source: "b.log" })).shape, [1, 5]);
    const both = await readFrame(warehouse, "rejects", { source: ["a.log", "b.log"], reason: "no status" });
    assertEquals(both["text"].values, ["y", "x"]);
  }));

Deno.test("readFrame() refuses a filter that no row passes, and a view that is not there", () =>
  withWarehouse(async (warehouse) => {
    await assertRejects(() => readFrame(warehouse, "rejects", { source: "c.log" }), RangeError, '{"source":"c.log"}');
    await assertRejects(() => readFrame(warehouse, "nothing"), WarehouseError, "nothing");
  }));

Deno.test("frames are grouped and joined as notebooks do it", () =>
  withWarehouse(async (warehouse) => {
    const rejects = await readFrame(warehouse, "rejects");
    const lines = rejects.groupby(["source"]).col(["line"]).sum();
    const owners = new DataFrame([{ source: "a.log", owner: "web" }, { source: "b.log", owner: "api" }]);
    const joined = merge({ left: lines, right: owners, on: ["source"], how: "inner" });
    assertEquals(rowsOf(joined), [
      { source: "a.log", line_sum: 10, owner: "web" },
      { source: "b.log", line_sum: 2, owner: "api" },
    ]);
  }));

Deno.test("readNumbers() gives one row of numbers", () =>
  withWarehouse(async (warehouse) => {
    assertEquals(await readNumbers(warehouse, "select count(*) as n, max(line) / 2 as half from rejects"), {
      n: 3,
      half: 4.5,
    });
  }));

Deno.test("readNumbers() refuses several rows, none, and what is no number", () =>
  withWarehouse(async (warehouse) => {
    await assertRejects(() => readNumbers(warehouse, "select line from rejects"), RangeError, "gave 3 rows");
    await assertRejects(
      () => readNumbers(warehouse, "select line from rejects where false"),
      RangeError,
      "gave 0 rows",
    );
    await assertRejects(() => readNumbers(warehouse, "select max(source) as s from rejects"), RangeError, '"b.log"');
    await assertRejects(() => readNumbers(warehouse, "select null as n"), RangeError, "it is null");
  }));
