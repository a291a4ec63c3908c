import { assertEquals, assertStringIncludes } from "@std/assert";
import type { PageContext } from "../page.ts";
import { readPageQuery } from "../page_query.ts";
import { noneFound, renderAnalysed, whyNone } from "./analysed.ts";

const NOON = Date.UTC(2026, 4, 5, 12);
const HOUR_MS = 3_600_000;

/** A context that shows the two hours to noon, of which an analysis has looked at some. */
function contextOf(spans: readonly (readonly [from: number, to: number])[], now = NOON): PageContext {
  return {
    ...readPageQuery(new URLSearchParams("last=2h"), NOON),
    rows: () => spans.map(([from_at, to_at]) => ({ from_at, to_at })),
    now,
    mayChange: false,
    asset: (name) => name,
  };
}

Deno.test("time that was analysed is told apart from time that was not", () => {
  const titleOf = (...spans: [number, number][]) => noneFound(contextOf(spans), "No incident", "Incidents");
  assertEquals(titleOf([NOON - 5 * HOUR_MS, NOON - HOUR_MS], [NOON - HOUR_MS, NOON + HOUR_MS]), "No incident");
  assertEquals(titleOf([NOON - 5 * HOUR_MS, NOON - HOUR_MS]), "No incident up to 05 May 11:00");
  assertEquals(titleOf([NOON - 5 * HOUR_MS, NOON - 2 * HOUR_MS]), "Incidents: not analysed yet");
  assertEquals(titleOf([NOON, NOON + HOUR_MS]), "Incidents: not analysed yet");
  assertEquals(titleOf(), "Incidents: not analysed yet");
});

Deno.test("the future and the minutes that are on their way are waited for without a word", () => {
  const context = contextOf([[NOON - HOUR_MS, NOON - 30 * 60_000]], NOON - 28 * 60_000);
  assertEquals(noneFound(context, "No incident", "Incidents"), "No incident");
  assertEquals(renderAnalysed(context), "");
});

Deno.test("what is not analysed is told with what to do about it", () => {
  assertEquals(
    whyNone(contextOf([]), "Nothing."),
    "No analysis has run over this time yet: what does so stands above.",
  );
  assertStringIncludes(renderAnalysed(contextOf([])), "logs as files are by deno task pipeline");
  assertEquals(
    whyNone(contextOf([[NOON - 2 * HOUR_MS, NOON - HOUR_MS]]), "Nothing."),
    "Nothing. No analysis has run over the time since 05 May 11:00.",
  );
  assertStringIncludes(renderAnalysed(contextOf([[0, NOON - HOUR_MS]])), "Analysed up to 05 May 11:00");
});
