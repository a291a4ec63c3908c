import { assertEquals, assertRejects } from "@std/assert";
import { DuckDBInstance, type DuckDBMapValue } from "@duckdb/node-api";
import fc from "fast-check";
import { defineTable, type Row, type Sketch } from "../table/table.ts";
import { ParquetFile } from "./parquet_file.ts";
import { RowGroupBuilder } from "./row_group.ts";

const SAMPLES = defineTable({
  name: "samples",
  grain: "one row a sample",
  key: ["at"],
  time: "at",
  columns: {
    at: { type: "instant", meaning: "" },
    name: { type: "text", nullable: true, meaning: "" },
    count: { type: "integer", nullable: true, meaning: "" },
    ratio: { type: "real", nullable: true, meaning: "" },
    is_open: { type: "boolean", nullable: true, meaning: "" },
    latency: { type: "sketch", meaning: "" },
  },
});
type Sample = Row<typeof SAMPLES>;

async function roundTrip(groups: Sample[][]): Promise<unknown[]> {
  const folder = await Deno.makeTempDir();
  try {
    const file = await ParquetFile.create(SAMPLES, `${folder}/samples.parquet`);
    const builder = new RowGroupBuilder(SAMPLES);
    for (const rows of groups) {
      for (const row of rows) builder.append(row);
      await file.append(builder.finish());
    }
    await file.finish();
    return await read(`${folder}/samples.parquet`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const EMPTY = { buckets: [], counts: [] };

function sketchOfMap({ entries }: DuckDBMapValue): Sketch {
  return { buckets: entries.map(({ key }) => Number(key)), counts: entries.map(({ value }) => Number(value)) };
}

async function read(path: string): Promise<unknown[]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const result = await connection.runAndReadAll(
    `select epoch_ms("at")::double as "at", name, count::double as count, ratio, is_open, latency from '${path}'`,
  );
  return result.getRowObjects().map(({ latency, ...row }) => ({
    ...row,
    latency: sketchOfMap(latency as DuckDBMapValue),
  }));
}

Deno.test("a Parquet file gives back the rows of all its row groups in order", async () => {
  const rows: Sample[] = [
    { at: 0, name: "a", count: 1, ratio: 0.5, is_open: true, latency: EMPTY },
    {
      at: -1,
      name: null,
      count: null,
      ratio: null,
      is_open: null,
      latency: { buckets: [-1000, 0, 3000], counts: [1, 2 ** 53 - 1, 2 ** 32] },
    },
    {
      at: 1_795_383_604_123,
      name: "Grüße 👋\0\n\t\"'",
      count: -(2 ** 53) + 1,
      ratio: -0,
      is_open: false,
      latency: { buckets: [7], counts: [9] },
    },
  ];
  assertEquals(await roundTrip([rows, [], rows]), [...rows, ...rows]);
});

Deno.test("a Parquet file without rows can be read", async () => {
  assertEquals(await roundTrip([]), []);
});

Deno.test("a text column changes from dictionary to plain text in mid group without losing a value", async () => {
  const rows: Sample[] = Array.from({ length: 5_000 }, (_, i) => (
    {
      at: i,
      name: i % 7 === 0 ? null : `path-${i}`,
      count: i,
      ratio: i / 3,
      is_open: i % 2 === 0,
      latency: { buckets: [i], counts: [i] },
    }
  ));
  assertEquals(await roundTrip([rows]), rows);
});

Deno.test("texts of any length survive, also where they come back", async () => {
  const names = ["ü".repeat(5_000), "a".repeat(10_000), "b".repeat(341), "b".repeat(342), "a".repeat(10_000), ""];
  const rows: Sample[] = names.map((name, at) => ({
    at,
    name,
    count: null,
    ratio: null,
    is_open: null,
    latency: EMPTY,
  }));
  assertEquals(await roundTrip([rows, rows]), [...rows, ...rows]);
});

Deno.test("any rows survive the way through a Parquet file", async () => {
  const sample = fc.record({
    at: fc.integer({ min: -(2 ** 45), max: 2 ** 45 }),
    name: fc.option(fc.oneof(fc.constantFrom("GET", "POST"), fc.string({ unit: "grapheme" }))),
    count: fc.option(fc.maxSafeInteger()),
    ratio: fc.option(fc.double({ noNaN: true })),
    is_open: fc.option(fc.boolean()),
    latency: fc.uniqueArray(fc.tuple(fc.integer({ min: -1000, max: 3000 }), fc.maxSafeNat()), {
      selector: ([bucket]) => bucket,
    })
      .map((entries) => ({ buckets: entries.map(([bucket]) => bucket), counts: entries.map(([, count]) => count) })),
  });
  const property = fc.asyncProperty(fc.array(fc.array(sample, { maxLength: 40 }), { maxLength: 3 }), async (groups) => {
    assertEquals(await roundTrip(groups), groups.flat());
  });
  await fc.assert(property, { seed: 1, numRuns: 25 });
});

Deno.test("row groups tell the range of their whole numbers, so that a reader can skip them", async () => {
  const folder = await Deno.makeTempDir();
  const file = await ParquetFile.create(SAMPLES, `${folder}/samples.parquet`);
  const builder = new RowGroupBuilder(SAMPLES);
  for (const [first, last] of [[-5, 7], [2 ** 52, 2 ** 53 - 1]] as const) {
    for (const count of [first, last]) {
      builder.append({ at: 0, name: null, count, ratio: null, is_open: null, latency: EMPTY });
    }
    await file.append(builder.finish());
  }
  await file.finish();
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const ranges = await connection.runAndReadAll(
    `select stats_min_value, stats_max_value from parquet_metadata('${folder}/samples.parquet') where path_in_schema = 'count'`,
  );
  assertEquals(ranges.getRows(), [["-5", "7"], ["4503599627370496", "9007199254740991"]]);
  const found = await connection.runAndReadAll(
    `select count from '${folder}/samples.parquet' where count > 7 order by 1`,
  );
  assertEquals(found.getRows(), [[4503599627370496n], [9007199254740991n]]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a Parquet file is not visible before it is whole, and an abandoned one leaves nothing", async () => {
  const folder = await Deno.makeTempDir();
  const file = await ParquetFile.create(SAMPLES, `${folder}/samples.parquet`);
  await assertRejects(() => Deno.stat(`${folder}/samples.parquet`), Deno.errors.NotFound);
  await file[Symbol.asyncDispose]();
  assertEquals([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder);
});
