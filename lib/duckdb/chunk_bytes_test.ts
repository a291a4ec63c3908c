import { assertEquals } from "@std/assert";
import type { ChunkBytes } from "./chunk_bytes.ts";
import { DuckDb } from "./duckdb.ts";

/** Runs some work over the only chunk that a query gives, whose bytes end with it. */
async function overChunk<T>(sql: string, work: (chunk: ChunkBytes) => T): Promise<T> {
  await using database = await DuckDb.open();
  const results: T[] = [];
  for await (const chunk of database.bytes(sql)) results.push(work(chunk));
  assertEquals(results.length, 1);
  return results[0]!;
}

Deno.test("fixed() gives numbers as they are stored, also those that are the same in every row", async () => {
  const sql = "select 0.1 + i::double, 7::ubigint, i % 2 = 0 from range(3) t (i) order by i";
  const [reals, same, booleans] = await overChunk(sql, (chunk) => [
    new Float64Array(chunk.fixed(0, 8).slice().buffer),
    new BigUint64Array(chunk.fixed(1, 8).slice().buffer),
    chunk.fixed(2, 1).slice(),
  ]);
  assertEquals([...reals!], [0.1, 1.1, 2.1]);
  assertEquals([...same!], [7n, 7n, 7n]);
  assertEquals([...booleans!], [1, 0, 1]);
});

Deno.test("eachText() gives every text, whether it is short or long or empty", async () => {
  const expected = ["", "a", "\u{1F468}\0b", "x".repeat(12), "x".repeat(13), "\u00e9".repeat(5_000)];
  const texts = expected.map((text) => `'${text.replace("\0", "' || chr(0) || '")}'`).join(", ");
  const found = await overChunk(`select unnest([${texts}])`, (chunk) => {
    const decoded: string[] = [];
    chunk.eachText(0, (text) => decoded.push(new TextDecoder("utf-8", { ignoreBOM: true }).decode(text)));
    return decoded;
  });
  assertEquals(found, expected);
});

Deno.test("lists() gives the elements in the order of the rows, however they lie", async () => {
  const all = [[1], [], [2, 3], [4], [5, 6, 7]];
  const lists = all.map((list) => `[${list}]::smallint[]`).join(", ");
  const rows = `(select list, i from (select unnest([${lists}]) as list, generate_subscripts([${lists}], 1) as i))`;
  for (const [where, expected] of [["true", all], ["i <> 3", all.toSpliced(2, 1)], ["i = 2", [[]]]] as const) {
    for (const direction of ["asc", "desc"]) {
      const inOrder = direction === "asc" ? expected : expected.toReversed();
      const found = await overChunk(`select list from ${rows} where ${where} order by i ${direction}`, (chunk) => {
        const { ends, pieces } = chunk.lists(0, 2);
        const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        return { ends: [...ends], elements: [...new Int16Array(bytes.buffer)] };
      });
      let end = 0n;
      const ends = inOrder.map(({ length }) => end += BigInt(length));
      assertEquals(found, { ends, elements: inOrder.flat() }, `${where} ${direction}`);
    }
  }
});

Deno.test("lists() gives the elements of rows that a filter leaves", async () => {
  const rows = "select [i, -i]::smallint[] as list, i from range(1000) t (i)";
  const found = await overChunk(`select list from (${rows}) where i % 3 = 0`, (chunk) => {
    const { ends, pieces } = chunk.lists(0, 2);
    const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
    return { end: ends.at(-1), elements: [...new Int16Array(bytes.buffer)] };
  });
  const expected = Array.from({ length: 334 }, (_, i) => [3 * i, -3 * i]).flat();
  assertEquals(found, { end: 668n, elements: expected });
});
