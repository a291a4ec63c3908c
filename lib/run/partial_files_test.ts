import { assertEquals, assertThrows } from "@std/assert";
import { PartialFiles } from "./partial_files.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const encode = (text: string) => new TextEncoder().encode(text);

Deno.test("PartialFiles leave what stands in their place until they are finished, and get their names together", () => {
  using folder = new TemporaryFolder();
  folder.write("a.csv", "old");
  using files = new PartialFiles(folder.path, ["a.csv", "b.csv"]);
  files.append("a.csv", encode("new "));
  files.append("b.csv", encode("other"));
  files.append("a.csv", encode("text"));
  assertEquals(Deno.readTextFileSync(`${folder.path}/a.csv`), "old");
  files.finish();
  assertEquals(folder.names(), ["a.csv", "b.csv"]);
  assertEquals(["a.csv", "b.csv"].map((name) => Deno.readTextFileSync(`${folder.path}/${name}`)), [
    "new text",
    "other",
  ]);
});

Deno.test("PartialFiles are removed where they are not finished, and so is what an earlier run left of them", () => {
  using folder = new TemporaryFolder();
  folder.write("a.csv", "old");
  folder.write("a.csv.partial", "left by a run that was killed");
  const failing = () => {
    using files = new PartialFiles(folder.path, ["a.csv"]);
    files.append("a.csv", encode("half"));
    throw new RangeError("no more");
  };
  assertThrows(failing, RangeError, "no more");
  assertEquals(folder.names(), ["a.csv"]);
  assertEquals(Deno.readTextFileSync(`${folder.path}/a.csv`), "old");
});

Deno.test("PartialFiles name the file that cannot be made, and leave none of the others", () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(`${folder.path}/b.csv.partial`);
  const message = assertThrows(() => new PartialFiles(folder.path, ["a.csv", "b.csv"]), Error).message;
  assertEquals(message.startsWith(`Cannot write "${folder.path}/b.csv": `), true, message);
  assertEquals(folder.names(), ["b.csv.partial"]);
});

/** Whether there is a device that is always full, and this process may write to it. */
function hasFullDevice(): boolean {
  try {
    Deno.openSync("/dev/full", { write: true }).close();
    return true;
  } catch {
    return false;
  }
}

Deno.test({
  name: `PartialFiles name the file for which there is no room${hasFullDevice() ? "" : " (skipped: no /dev/full)"}`,
  ignore: !hasFullDevice(),
  fn() {
    using folder = new TemporaryFolder();
    Deno.symlinkSync("/dev/full", `${folder.path}/a.csv.partial`);
    using files = new PartialFiles(folder.path, ["a.csv"]);
    const message = assertThrows(() => files.append("a.csv", encode("text")), Error).message;
    assertEquals(
      message,
      `Cannot write "${folder.path}/a.csv": No space left on device (os error 28); ` +
        "room and the right to write are needed there",
    );
  },
});
