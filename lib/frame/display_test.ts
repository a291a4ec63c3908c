import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { barChart, PLAIN_THEME as theme } from "../chart/mod.ts";
import { chartBundle } from "./display.ts";
import { DataFrame } from "./frame.ts";
import { tableBundle } from "./show_table.ts";

const FROM = Date.UTC(2026, 0, 5);

Deno.test("chartBundle() has the chart for JupyterLab, as SVG and in words, each with its title", async () => {
  const bundle = await chartBundle(
    barChart("bars", [{ name: "web", value: 2, colour: theme.good }], { theme, unit: "requests" }),
  );
  assertEquals(Object.keys(bundle), ["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"]);
  const chart = bundle["application/vnd.vegalite.v5+json"] as Record<string, unknown>;
  assertEquals(chart.$schema, "https://vega.github.io/schema/vega-lite/v5.json");
  assertStringIncludes(String(bundle["image/svg+xml"]), ">bars</text>");
  assertEquals(bundle["text/plain"], "bars");
});

Deno.test("tableBundle() writes instants in UTC, numbers to four figures, and nothing where nothing is known", () => {
  const frame = new DataFrame([[FROM, 1 / 3, 1_234_567, null]], { columns: ["opened_at", "ratio", "count", "pool"] });
  assertStringIncludes(
    String(tableBundle(frame)["text/html"]),
    "<td>2026-01-05 00:00</td><td>0.3333</td><td>1234567</td><td></td>",
  );
});

Deno.test("tableBundle() names rows where they have names, shows the first, and leaves what a log says text", () => {
  const frame = new DataFrame([[1], [2], [3]], { columns: ["<b>"], index: ["<i>", "y", "z"] });
  const html = String(tableBundle(frame, 2)["text/html"]);
  assertStringIncludes(html, "<th></th><th>&#60;b&#62;</th>");
  assertStringIncludes(html, "<td>&#60;i&#62;</td><td>1</td>");
  assert(!html.includes("<td>z</td>"), html);
});

Deno.test("tableBundle() shows marks of direction instead of obeying them", () => {
  const frame = new DataFrame([["a\u202eb"]], { columns: ["scope"] });
  assertStringIncludes(String(tableBundle(frame)["text/html"]), "<td>a\\u202eb</td>");
});
