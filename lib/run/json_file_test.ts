import { assertEquals, assertRejects } from "@std/assert";
import { readJson, writeJson } from "./json_file.ts";
import { withFolder } from "./temporary_folder.ts";

Deno.test("readJson() gives back what writeJson() wrote, and only whole files are left", () =>
  withFolder(async (folder) => {
    const value = { count: 1, text: "Grüße\n", none: null, list: [1, 2] };
    await writeJson(`${folder}/value.json`, { count: 0 });
    await writeJson(`${folder}/value.json`, value);
    assertEquals(await readJson(`${folder}/value.json`, ""), value);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["value.json"]);
  }));

Deno.test("readJson() names the file and the remedy when there is none, or it is no JSON", () =>
  withFolder(async (folder) => {
    const path = `${folder}/value.json`;
    const absent = await assertRejects(() => readJson(path, "run `deno task ingest` first"), Deno.errors.NotFound);
    assertEquals(absent.message, `Cannot read "${path}": there is no such file, run \`deno task ingest\` first`);
    await Deno.writeTextFile(path, '{"count": ');
    const cut = await assertRejects(() => readJson(path, "run `deno task ingest` first"), SyntaxError);
    assertEquals(cut.message, `Cannot read "${path}": it is no JSON, run \`deno task ingest\` first`);
  }));
