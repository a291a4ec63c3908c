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

/** The lists of the only column that a query gives. */
function listsOf(sql: string): Promise<number[][]> {
  return overChunk(sql, (chunk) => {
    const { ends, elements } = chunk.lists(0, 2);
    const numbers = [...new Int16Array(elements.slice().buffer)];
    return [...ends].map((end, i) => numbers.slice(Number(ends[i - 1] ?? 0n), Number(end)));
  });
}

Deno.test("lists() gives the elements in the order of the rows, wherever they come from", async () => {
  const rows = "(select [i, -i, 7]::smallint[] as list, i from range(5) t (i))";
  const cut = `(select list[:i % 4] as list, i from ${rows})`;
  const all = [[], [1], [2, -2], [3, -3, 7], []];
  assertEquals(await listsOf(`select list from ${cut} order by i`), all);
  assertEquals(await listsOf(`select list from ${cut} order by i desc`), all.toReversed());
  assertEquals(await listsOf(`select list from ${cut} where i % 2 = 1 order by i`), [[1], [3, -3, 7]]);
  assertEquals(await listsOf(`select list from ${cut} where i = 4`), [[]]);
  assertEquals(await listsOf("select [1, 2]::smallint[] from range(3)"), [[1, 2], [1, 2], [1, 2]]);
  assertEquals(await listsOf(`select if(i < 3, list, [9]::smallint[]) from ${cut} order by i`), [
    ...all.slice(0, 3),
    [9],
    [9],
  ]);
});

Deno.test("lists() gives the elements of rows that a filter leaves", async () => {
  const found = await listsOf("select [i, -i]::smallint[] from range(1000) t (i) where i % 3 = 0");
  assertEquals(found, Array.from({ length: 334 }, (_, i) => [3 * i, -3 * i]));
});
