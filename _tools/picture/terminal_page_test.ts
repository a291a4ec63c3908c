import { assertEquals, assertStringIncludes } from "@std/assert";
import { cyan, red, stripAnsiCode } from "@std/fmt/colors";
import { terminalPage } from "./terminal_page.ts";

Deno.test("terminalPage() shows the command and every word of its output, with markup as text", () => {
  const output = `${cyan("Incidents")}\n  ${red("critical")}  <b> of 3\nplain`;
  const page = terminalPage("deno task pipeline", output);
  const words = page.slice(page.indexOf("<pre>")).replaceAll(/<[^>]+>/g, "").replaceAll("&#60;", "<").replaceAll(
    "&#62;",
    ">",
  );
  assertEquals(words, `$ deno task pipeline\n\n${stripAnsiCode(output)}`);
  assertStringIncludes(page, '<span style="color: #ff7b72">critical</span>');
});
