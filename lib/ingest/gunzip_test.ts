import { gzipSync } from "node:zlib";
import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { gunzip } from "./gunzip.ts";

const encode = (text: string) => new TextEncoder().encode(text);

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What is handed on, and the error at the end if there is one. */
async function unpack(packed: Uint8Array, size = 1 << 16): Promise<{ text: string; error: unknown }> {
  let text = "";
  try {
    for await (const bytes of gunzip(piecesOf(packed, size))) text += new TextDecoder("latin1").decode(bytes);
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
}

Deno.test("gunzip() unpacks any members in any pieces", async () => {
  const members = fc.array(fc.string({ unit: "binary-ascii", maxLength: 300 }), { minLength: 1, maxLength: 4 });
  const property = fc.asyncProperty(members, fc.integer({ min: 1, max: 200 }), async (texts, size) => {
    const packed = Uint8Array.from(texts.flatMap((text) => [...gzipSync(encode(text))]));
    assertEquals(await unpack(packed, size), { text: texts.join(""), error: null });
  });
  await fc.assert(property, { seed: 1, numRuns: 60 });
});

Deno.test("gunzip() overlooks the zeros that a tape or block device appends", async () => {
  const packed = gzipSync(encode("line\n"));
  assertEquals(await unpack(Uint8Array.from([...packed, ...new Uint8Array(512)])), { text: "line\n", error: null });
});

Deno.test("gunzip() hands on what could be unpacked of cut data before it throws, wherever the cut is", async () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `line ${i * i}\n`).join("");
  const packed = gzipSync(encode(text));
  for (const share of [0.01, 0.3, 0.6, 0.99]) {
    const { text: unpacked, error } = await unpack(packed.subarray(0, packed.length * share));
    assertEquals(unpacked, text.slice(0, unpacked.length));
    assertEquals(Math.abs(unpacked.length / text.length - share) < 0.1, true, `${unpacked.length} at ${share}`);
    assertEquals(error instanceof Error, true);
  }
});

Deno.test("gunzip() keeps a whole first member when the second is cut", async () => {
  const packed = gzipSync(encode("first\n"));
  const { text, error } = await unpack(Uint8Array.from([...packed, ...packed.subarray(0, 10)]));
  assertEquals([text, error instanceof Error], ["first\n", true]);
});

Deno.test("gunzip() throws where the checksum is wrong", async () => {
  const packed = gzipSync(encode("line\n".repeat(100)));
  packed[packed.length - 6]! ^= 0xff;
  const { error } = await unpack(packed);
  assertEquals((error as { code: string }).code, "Z_DATA_ERROR");
});

Deno.test("gunzip() passes on an error of the packed stream", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield gzipSync(encode("line\n")).subarray(0, 15);
    await Promise.reject(new TypeError("disk gone"));
  }
  await assertRejects(() => Array.fromAsync(gunzip(broken())), TypeError, "disk gone");
});
