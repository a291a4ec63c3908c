import { assertEquals, assertThrows } from "@std/assert";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { expandSources } from "./expand_sources.ts";

Deno.test("expandSources() keeps the order of names, sorts within a glob and takes no file twice", () => {
  using folder = new TemporaryFolder();
  const [b, a, c] = ["b.log", "a.log", "c.txt"].map((name) => folder.write(name, "")) as [string, string, string];
  Deno.mkdirSync(`${folder.path}/folder.log`);
  const glob = `${folder.path}/*.log`;
  assertEquals(expandSources([c, glob]), [c, a, b]);
  assertEquals(expandSources([b, glob, b, `${folder.path}/./a.log`, "-", "-"]), [b, a, "-"]);
});

Deno.test("expandSources() takes a link and its file as one", () => {
  using folder = new TemporaryFolder();
  const file = folder.write("access.log", "");
  Deno.symlinkSync(file, `${folder.path}/current`);
  assertEquals(expandSources([`${folder.path}/current`, file]), [`${folder.path}/current`]);
});

Deno.test("expandSources() reaches into folders with **", () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(`${folder.path}/web/01`, { recursive: true });
  const file = folder.write("web/01/access.log", "");
  assertEquals(expandSources([`${folder.path}/**/*.log`]), [file]);
});

Deno.test("expandSources() takes a file whose name looks like a glob by its name", () => {
  using folder = new TemporaryFolder();
  const file = folder.write("access[1].log", "");
  assertEquals(expandSources([file]), [file]);
});

Deno.test("expandSources() says what to do about a name that is no file", () => {
  using folder = new TemporaryFolder();
  const { path } = folder;
  const file = folder.write("a.log", "");
  Deno.symlinkSync(`${path}/loop`, `${path}/loop`);
  const messages: [string, string][] = [
    [`${path}/absent.log`, "there is no such file, check the path"],
    [`${file}/below`, "there is no such file, check the path"],
    [`${path}/*.gz`, "no file matches it, check the folder and quote the glob"],
    [path, `it is a folder, name its files as in "${path}/*.log"`],
    [`${path}/loop`, "ELOOP"],
    ["", "there is no such file, check the path"],
  ];
  for (const [name, words] of messages) {
    assertThrows(() => expandSources([name]), Error, `Cannot read "${name}": ${words}`);
  }
});
