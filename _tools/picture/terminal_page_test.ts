import { assertEquals, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import { terminalPage } from "./terminal_page.ts";

Deno.test("terminalPage() shows the command and every word of its output, with markup as text", () => {
  const output = "\x1b[36mIncidents\x1b[39m\n  \x1b[31mcritical\x1b[39m  <b> of 3\nplain";
  const page = terminalPage("deno task pipeline", output);
  const words = page.slice(page.indexOf("<pre>")).replaceAll(/<[^>]+>/g, "").replaceAll("&#60;", "<").replaceAll(
    "&#62;",
    ">",
  );
  assertEquals(words, `$ deno task pipeline\n\n${stripAnsiCode(output)}`);
  assertStringIncludes(page, '<span style="color: #ff7b72">critical</span>');
});
