import { assertEquals, assertStringIncludes } from "@std/assert";
import { TemporaryFolder } from "../../lib/run/temporary_folder.ts";
import { exists, readFiles } from "../read_files.ts";
import { DOCUMENTS } from "./check_code.ts";
import { codeBlocks } from "./code_block.ts";
import { unitBlocks } from "./unit_file.ts";

const ANALYZE = "/usr/bin/systemd-analyze";
const hasAnalyze = exists(ANALYZE);
const UNITS = unitBlocks(codeBlocks(readFiles(DOCUMENTS, [".md"])));

/** What systemd says of a unit; the programs that it runs stand where Deno stands here. */
function verify(text: string, isTimer: boolean): string {
  using folder = new TemporaryFolder();
  const service = isTimer ? "[Service]\nExecStart=/bin/true\n" : text;
  const path = folder.write("observability.service", service.replaceAll("/usr/bin/deno", Deno.execPath()));
  const paths = isTimer ? [folder.write("observability.timer", text), path] : [path];
  const { stderr } = new Deno.Command(ANALYZE, { args: ["verify", "--man=no", ...paths] }).outputSync();
  // Units of this machine that are wrong are no concern of the documents.
  return new TextDecoder().decode(stderr).split("\n").filter((line) => line.includes("observability")).join("\n");
}

const reason = hasAnalyze ? "" : " (skipped: systemd-analyze is not installed)";

for (const { path, line, text } of UNITS) {
  Deno.test({
    name: `systemd takes the unit of ${path}:${line}${reason}`,
    ignore: !hasAnalyze,
    fn: () => assertEquals(verify(text, text.includes("[Timer]")), ""),
  });
}

Deno.test({
  name: `systemd refuses a unit with a defect${reason}`,
  ignore: !hasAnalyze,
  fn: () => assertStringIncludes(verify("[Service]\nExecStart=/bin/true\nRestart=sometimes\n", false), "restart"),
});

Deno.test("the documents have units at all", () => assertEquals(UNITS.length > 0, true));
