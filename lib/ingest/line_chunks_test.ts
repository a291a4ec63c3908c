import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { LINE_LIMIT, type LineChunk, lineChunks } from "./line_chunks.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

async function* piecesOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length]!) {
    yield bytes.slice(at, at + sizes[i % sizes.length]!);
  }
}

function chunksOf(text: string, chunkSize: number, sizes: readonly number[] = [7]): Promise<LineChunk[]> {
  return Array.fromAsync(lineChunks(piecesOf(encode(text), sizes), chunkSize));
}

Deno.test("lineChunks() gives whole lines with the number of their first line", async () => {
  const chunks = await chunksOf("one\ntwo\n\nfour\nfive", 8, [5]);
  assertEquals(chunks.map(({ bytes, firstLine }) => [decode(bytes), firstLine]), [
    ["one\ntwo\n\n", 1],
    ["four\n", 4],
    ["five", 5],
  ]);
});

Deno.test("lineChunks() gives nothing of an empty stream", async () => {
  assertEquals(await chunksOf("", 8), []);
});

Deno.test("lineChunks() waits for the end of a line that is longer than a chunk", async () => {
  const line = "x".repeat(100);
  const chunks = await chunksOf(`${line}\n${line}`, 8);
  assertEquals(chunks.map(({ bytes, firstLine }) => [decode(bytes), firstLine]), [[`${line}\n`, 1], [line, 2]]);
});

Deno.test("lineChunks() loses no byte and counts every line, however the stream and the chunks are cut", async () => {
  const line = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("", "\r", "\0", "é".repeat(30)));
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  const property = fc.asyncProperty(
    fc.array(line, { maxLength: 30 }),
    sizes,
    fc.integer({ min: 1, max: 60 }),
    async (lines, sizes, chunkSize) => {
      const text = lines.join("\n");
      let before = "";
      for (const { bytes, firstLine } of await chunksOf(text, chunkSize, sizes)) {
        assertEquals(firstLine, before.split("\n").length);
        assert(before === "" || before.endsWith("\n"));
        before += decode(bytes);
      }
      assertEquals(before, text);
    },
  );
  await fc.assert(property, { seed: 1, numRuns: 150 });
});

Deno.test("lineChunks() hands on the beginning of a line that is too long, and the lines around it whole", async () => {
  for (const character of ["x", "é", "€", "👋"]) {
    const overlongText = character.repeat(8 * LINE_LIMIT / encode(character).length);
    const text = `before\n${overlongText}\nafter\nlast`;
    const chunks = await chunksOf(text, 4 * LINE_LIMIT, [1 << 20]);
    const overlong = chunks.find(({ firstLine }) => firstLine === 2)!;
    assert(decode(overlong.bytes).length > LINE_LIMIT);
    assert(overlong.bytes.length <= 3 * LINE_LIMIT + 3);
    assertEquals(decode(chunks[0]!.bytes), "before\n");
    assertEquals([decode(chunks.at(-1)!.bytes), chunks.at(-1)!.firstLine], ["after\nlast", 3]);
  }
});

Deno.test("lineChunks() keeps no more than some chunks of a line without end", async () => {
  const piece = new Uint8Array(1 << 20).fill(0x78);
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 256; i++) yield await Promise.resolve(piece);
  }
  const chunks = await Array.fromAsync(lineChunks(endless(), 4 * LINE_LIMIT));
  assertEquals(chunks.map(({ bytes, firstLine }) => [bytes.length, firstLine]), [[3 * (LINE_LIMIT + 1), 1]]);
});
