import { assertEquals, assertRejects } from "@std/assert";
import { DuckDb } from "../../duckdb/duckdb.ts";
import { defineTable } from "../../table/table.ts";
import { rowBlocks } from "./row_blocks.ts";

const TABLE = defineTable({
  name: "trial",
  grain: "one row a trial",
  key: ["at"],
  time: "at",
  columns: {
    at: { type: "instant", meaning: "When." },
    n: { type: "text", nullable: true, meaning: "What." },
    s: { type: "sketch", meaning: "How." },
  },
});

/** Rows of which all are null but what is said. */
function blocksOf(rows: string): Promise<Uint8Array[]> {
  return Array.fromAsync(async function* () {
    await using database = await DuckDb.open();
    yield* rowBlocks(database, { table: TABLE, rows }, 258n);
  }());
}

/** Bytes as the characters that they are, others as hexadecimal numbers. */
function shown(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte.toString(16)).join(" ");
}

const SECOND = "epoch_ms(86400000 + 1000) as at";

Deno.test("rowBlocks() writes counts, then each column behind its name and type, the load's first", async () => {
  const [block, ...others] = await blocksOf(
    `select unnest([epoch_ms(86400001), epoch_ms(-2)]) as at, unnest(['ab', null]) as n, unnest([map([-1::smallint, 2], [3, 4]), map()]) as s`,
  );
  assertEquals(others, []);
  const expected = [
    "5 2",
    "3 d a y 4 D a t e 1 0 0 0",
    "7 l o a d _ i d 6 U I n t 6 4 2 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0",
    "2 a t 5 I n t 6 4 1 \\ & 5 0 0 0 0 fe ff ff ff ff ff ff ff",
    "1 n 10 N u l l a b l e ( S t r i n g ) 0 1 2 a b 0",
    `1 s ! ${[..."Tuple(Array(Int16),"].join(" ")} 20 ${[..."Array(Int64))"].join(" ")}`,
    "2 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0 ff ff 2 0",
    "2 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0 3 0 0 0 0 0 0 0 4 0 0 0 0 0 0 0",
  ];
  assertEquals(shown(block!), expected.join(" "));
});

Deno.test("rowBlocks() refuses a null where none may be, and names the column", async () => {
  const late = `from range(200000) t (i) where i % 2 = 0`;
  for (
    const rows of [
      `select ${SECOND}, 'a' as n, null as s`,
      `select ${SECOND}, 'a' as n, if(i < 150000, map(), null) as s ${late}`,
    ]
  ) {
    await assertRejects(() => blocksOf(rows), Error, `Cannot load a row without a value in "s"`);
  }
});
