import { assertEquals, assertThrows } from "@std/assert";
import { labelsOf } from "./labels.ts";
import { MatcherError, matchesAll, parseMatcher } from "./matcher.ts";
import { trialAlert } from "./trial_rule.ts";

const LABELS = labelsOf(trialAlert());

function matches(...texts: readonly string[]): boolean {
  return matchesAll(texts.map(parseMatcher), LABELS);
}

Deno.test("matchers compare whole labels, as texts or as regular expressions", () => {
  assertEquals([matches("scope=web-1"), matches('scope="web-1"'), matches("scope=web")], [true, true, false]);
  assertEquals([matches("scope=~web-."), matches("scope=~web"), matches("scope=~a|web-1")], [true, false, true]);
  assertEquals([matches("scope!=web-1"), matches("scope!~web-2"), matches("scope!~.*")], [false, true, false]);
});

Deno.test("all matchers must match, and none match everything", () => {
  assertEquals([matches("alertname=errors", "scope=web-2"), matches()], [false, true]);
});

Deno.test("parseMatcher() refuses another form, an unknown label and a broken expression", () => {
  for (const text of ["web-1", "server=web-1", "scope", "=web-1"]) {
    assertThrows(() => parseMatcher(text), MatcherError, "LABEL=VALUE is needed");
  }
  assertThrows(() => parseMatcher("scope=~("), MatcherError, "is no regular expression");
});
