import { gzipSync } from "node:zlib";
import { assertEquals, assertRejects } from "@std/assert";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { Source } from "./source.ts";

const encode = (text: string) => new TextEncoder().encode(text);

async function readAll(source: Source): Promise<string> {
  let text = "";
  for await (const bytes of source) text += new TextDecoder().decode(bytes);
  return text;
}

Deno.test("Source reads a file, and unpacks it by what it holds and not by its name", async () => {
  using folder = new TemporaryFolder();
  const contents: [string, string | Uint8Array, string][] = [
    ["plain.log", "line\n", "line\n"],
    ["plain.gz", "no gzip\n", "no gzip\n"],
    ["packed.gz", gzipSync(encode("line\n")), "line\n"],
    ["packed.log", gzipSync(encode("line\n")), "line\n"],
    ["empty.log", "", ""],
    ["one_byte.log", "\x1f", "\x1f"],
  ];
  for (const [name, content, text] of contents) {
    const source = new Source(folder.write(name, content));
    assertEquals([await readAll(source), source.damage], [text, null], name);
  }
});

Deno.test("Source keeps what it read of a cut gzip file and says what is wrong", async () => {
  using folder = new TemporaryFolder();
  const text = Array.from({ length: 5_000 }, (_, i) => `line ${i * i}\n`).join("");
  const packed = gzipSync(encode(text));
  const source = new Source(folder.write("cut.gz", packed.subarray(0, packed.length / 2)));
  const read = await readAll(source);
  assertEquals(text.startsWith(read) && read.length > text.length / 3, true);
  assertEquals(
    source.damage,
    `Cannot read all of "${folder.path}/cut.gz": its gzip data are damaged or cut off, copy the file again`,
  );
});

Deno.test("Source names the file that cannot be opened or read", async () => {
  using folder = new TemporaryFolder();
  for (const path of [`${folder.path}/absent.log`, folder.path]) {
    await assertRejects(() => readAll(new Source(path)), Error, `Cannot read "${path}": `);
  }
});

Deno.test("Source closes its file when nobody wants the rest", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("long.log", "x".repeat(3 << 20));
  for await (const _ of new Source(path)) break;
});
