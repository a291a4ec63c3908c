import { assertStringIncludes } from "@std/assert";
import type { PageContext, ViewRow } from "../page.ts";
import { readPageQuery } from "../page_query.ts";
import { renderFiring } from "./alert_panel.ts";

const NOON = Date.UTC(2026, 4, 5, 12);

function titleOf(rows: Readonly<Record<string, readonly ViewRow[]>>): string {
  const context: PageContext = {
    ...readPageQuery(new URLSearchParams(), NOON),
    rows: (name) => rows[name] ?? [],
    now: NOON,
    mayChange: false,
    asset: (name) => name,
  };
  return /<h2[^>]*>([^<]*)/.exec(renderFiring(context))![1]!;
}

Deno.test("that no alert fires is said of the minute up to which rules are evaluated", () => {
  const at = (minutesAgo: number) => [{ evaluated_to_at: NOON - minutesAgo * 60_000 }];
  assertStringIncludes(titleOf({}), "no rule was evaluated yet");
  assertStringIncludes(titleOf({ states: at(1) }), "No alert fires");
  assertStringIncludes(titleOf({ states: at(60) }), "No alert was firing at 05 May 11:00, up to which");
  assertStringIncludes(titleOf({ states: at(1), firing: [{}, {}] }), "2 alerts fire");
  assertStringIncludes(titleOf({ states: at(60), firing: [{}] }), "1 alert was firing at 05 May 11:00");
});
