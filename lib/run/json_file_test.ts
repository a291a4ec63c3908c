import { assertEquals, assertRejects } from "@std/assert";
import { readJson, writeJson } from "./json_file.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

Deno.test("readJson() gives back what writeJson() wrote, and only the whole file is left", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/value.json`;
  const value = { count: 1, text: "Grüße\n", none: null, list: [1, 2] };
  writeJson(path, { count: 0 });
  writeJson(path, value);
  assertEquals(await readJson(path, ""), value);
  assertEquals(folder.names(), ["value.json"]);
});

Deno.test("readJson() names the file and the remedy when there is none, or it is no JSON", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.path}/value.json`;
  const absent = await assertRejects(() => readJson(path, "run `deno task ingest` first"), Deno.errors.NotFound);
  assertEquals(absent.message, `Cannot read "${path}": there is no such file, run \`deno task ingest\` first`);
  folder.write("value.json", '{"count": ');
  const cut = await assertRejects(() => readJson(path, "run `deno task ingest` first"), SyntaxError);
  assertEquals(cut.message, `Cannot read "${path}": it is no JSON, run \`deno task ingest\` first`);
});
