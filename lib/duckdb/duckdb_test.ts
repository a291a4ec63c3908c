import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DuckDb } from "./duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "./quote.ts";

Deno.test("rows() gives instants as ms, whole numbers as numbers, lists as arrays and maps as sketches", async () => {
  await using database = await DuckDb.open();
  const [row] = await database.rows(`
    select
        timestamp '2026-11-22 00:00:00.123' as "instant",
        timestamptz '2026-11-22 01:00:00+01' as zoned,
        9007199254740991 as whole,
        sum(2) as huge,
        1.25::decimal(9, 2) as "decimal",
        [1, null] as list,
        map([-1000::smallint], [3::bigint]) as sketch,
        null as nothing,
        date '2026-11-22' as day
  `);
  assertEquals(row, {
    instant: Date.UTC(2026, 10, 22, 0, 0, 0, 123),
    zoned: Date.UTC(2026, 10, 22),
    whole: Number.MAX_SAFE_INTEGER,
    huge: 2,
    decimal: 1.25,
    list: [1, null],
    sketch: { buckets: [-1000], counts: [3] },
    nothing: null,
    day: "2026-11-22",
  });
});

Deno.test("numbers() and columns() stream what rows() gives, over many chunks", async () => {
  await using database = await DuckDb.open();
  const count = 10_000;
  const expected = Array.from({ length: count }, (_, i) => i);
  const numbers = new Float64Array(count);
  await database.numbers(`select range::double from range(${count}) order by range`, numbers);
  assertEquals([...numbers], expected);
  const streamed: unknown[] = [];
  for await (const [values] of database.columns(`from range(${count}) order by range`)) streamed.push(...values!);
  assertEquals(streamed, expected);
  await assertRejects(() => database.numbers("from nowhere", numbers), Error, "nowhere");
});

Deno.test("quoted names and texts stay what they are", async () => {
  await using database = await DuckDb.open();
  for (const text of [`"; drop table t; --`, "it's", `a"b''c`, "\\' or 1=1", "\n\t\u{1F44B}"]) {
    assertEquals(await database.rows(`select ${quoteLiteral(text)} as ${quoteIdentifier(text)}`), [{ [text]: text }]);
  }
});

Deno.test("an error names the beginning of its statement and keeps its cause", async () => {
  await using database = await DuckDb.open();
  const failing = `-- a comment\nselect no_such_column, ${"1, ".repeat(200)} 1`;
  for (const run of [() => database.run(failing), () => database.rows(failing)]) {
    const error = await assertRejects(run, Error, "no_such_column");
    const statement = error.message.slice(error.message.lastIndexOf(", in: "));
    assertEquals(statement.length, ", in: ".length + 200);
    assertStringIncludes(statement, ", in: select no_such_column, 1, 1");
    assert(error.cause instanceof Error);
  }
});

Deno.test("row() refuses a query that gives none", async () => {
  await using database = await DuckDb.open();
  assertEquals(await database.row("select 1 as one"), { one: 1 });
  await assertRejects(() => database.row("select 1 where false"), Error, "it gave none");
});

Deno.test("a query that fails on its way, behind rows that were read, fails for whoever reads them", async () => {
  await using database = await DuckDb.open();
  const late = "select if(i > $1, error('too late'), i) as i from range(1000000) t (i)";
  const readAll = async (rows: AsyncIterable<unknown>) => {
    for await (const _ of rows);
  };
  await assertRejects(() => readAll(database.columns(late, [900_000])), Error, "too late");
  await assertRejects(() => readAll(database.bytes(late, [900_000])), Error, "too late");
  await assertRejects(
    () => database.numbers(`select i::double from (${late.replace("$1", "900000")})`, new Float64Array(1_000_000)),
    Error,
    "too late",
  );
  await readAll(database.bytes(late, [1_000_000]));
});

Deno.test("a connection beside another sees whole transactions, and closes alone", async () => {
  await using database = await DuckDb.open();
  await database.run("create table t (n integer)");
  using beside = { database: await database.beside(), [Symbol.dispose]: () => beside.database.close() };
  const seen = () => beside.database.rows("from t order by n");
  await database.transaction(async () => {
    await database.run("insert into t values (1)");
    assertEquals(await seen(), []);
    await database.run("insert into t values (2)");
  });
  assertEquals(await seen(), [{ n: 1 }, { n: 2 }]);
  await assertRejects(
    () =>
      database.transaction(async () => {
        await database.run("delete from t");
        throw new Error("enough");
      }),
    Error,
    "enough",
  );
  assertEquals(await seen(), [{ n: 1 }, { n: 2 }]);
});
