import { assertEquals } from "@std/assert";
import { staleFiles } from "./powerbi_project.ts";

Deno.test("staleFiles() lists what differs, what is missing and what belongs to nothing", () => {
  const wanted = new Map([["a.tmdl", "1"], ["b.tmdl", "2"], ["c.tmdl", "3"]]);
  const actual = new Map([["a.tmdl", "1"], ["b.tmdl", "x"], ["d.tmdl", "4"]]);
  assertEquals(
    staleFiles(actual, wanted).map(({ path }) => path),
    ["powerbi/b.tmdl", "powerbi/c.tmdl", "powerbi/d.tmdl"],
  );
  assertEquals(staleFiles(wanted, wanted), []);
});
