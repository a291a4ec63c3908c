import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { makeFolder } from "./make_folder.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

Deno.test("makeFolder() makes all folders of a path, and leaves alone what is there", async () => {
  using folder = new TemporaryFolder();
  await makeFolder(`${folder.path}/a/b`);
  Deno.writeTextFileSync(`${folder.path}/a/b/file`, "");
  await makeFolder(`${folder.path}/a/b`);
  assertEquals([...Deno.readDirSync(`${folder.path}/a/b`)].length, 1);
});

Deno.test("makeFolder() names the folder that a file stands in the way of, and the settings that choose another", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("file", "");
  for (const path of [file, `${file}/below`]) {
    const { message } = await assertRejects(() => makeFolder(path), Error, `Cannot make the folder "${path}": `);
    assertStringIncludes(message, "choose another with --data or --out");
  }
});
