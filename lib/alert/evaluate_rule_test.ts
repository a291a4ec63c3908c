import { assertEquals, assertNotEquals } from "@std/assert";
import { evaluateRule } from "./evaluate_rule.ts";
import { ruleStateOf, stateRow } from "./rule_state.ts";
import { trialRule } from "./trial_rule.ts";

const MINUTE_MS = 60_000;
const RULE = trialRule({ keep_firing_for_minutes: 1 });

function scope(name: string, values: readonly number[], from = 0) {
  return {
    scopeKind: "server",
    scope: name,
    readings: values.map((value, i) => ({ at: from + i * MINUTE_MS, value })),
  };
}

Deno.test("evaluateRule() keeps the scopes of a rule apart", () => {
  const scopes = [scope("a", [0.2, 0.3]), scope("b", [0, 0]), scope("c", [0.5, 0])];
  const { state, alerts } = evaluateRule(RULE, [], scopes, { from: 0, to: 2 * MINUTE_MS });
  assertEquals(state.active.map((active) => active.scope), ["a"]);
  assertEquals(alerts.map((alert) => [alert.scope, alert.peak_value, alert.resolved_at]), [
    ["a", 0.3, null],
    ["c", 0.5, 2 * MINUTE_MS],
  ]);
  assertNotEquals(alerts[0]!.alert_id, alerts[1]!.alert_id);
});

Deno.test("evaluateRule() resolves the alert of a scope that has no minutes any more", () => {
  const first = evaluateRule(RULE, [], [scope("a", [0.2])], { from: 0, to: MINUTE_MS });
  const second = evaluateRule(RULE, first.state.active, [], { from: MINUTE_MS, to: 3 * MINUTE_MS });
  assertEquals(second.state, { evaluatedTo: 3 * MINUTE_MS, active: [] });
  assertEquals(second.alerts.map((alert) => [alert.alert_id, alert.resolved_at]), [
    [first.alerts[0]!.alert_id, 2 * MINUTE_MS],
  ]);
});

Deno.test("evaluateRule() tells nothing of what is only pending, but keeps it", () => {
  const rule = trialRule({ for_minutes: 2 });
  const { state, alerts } = evaluateRule(rule, [], [scope("a", [0.2])], { from: 0, to: MINUTE_MS });
  assertEquals([alerts, state.active[0]?.firedAt], [[], null]);
  const kept = ruleStateOf(stateRow("errors", state));
  const next = evaluateRule(rule, kept.active, [scope("a", [0.2], MINUTE_MS)], { from: MINUTE_MS, to: 2 * MINUTE_MS });
  assertEquals(next.alerts.map(({ started_at, fired_at }) => [started_at, fired_at]), [[0, 2 * MINUTE_MS]]);
});

Deno.test("evaluateRule() gives an alert the same identifier whenever the same minutes come", () => {
  const evaluate = () => evaluateRule(RULE, [], [scope("a", [0.2])], { from: 0, to: MINUTE_MS }).alerts[0]!.alert_id;
  assertEquals(evaluate(), evaluate());
});

Deno.test("an alert says the last story of its time, or else what its rule is about", () => {
  const stories = [{ from: 0, to: MINUTE_MS, words: "first" }, { from: MINUTE_MS, to: null, words: "second" }];
  const summaryOf = (values: readonly number[]) => {
    const scopes = [{ ...scope("a", values), stories }];
    return evaluateRule(RULE, [], scopes, { from: 0, to: values.length * MINUTE_MS }).alerts[0]!.summary;
  };
  assertEquals([summaryOf([0.2, 0.2]), summaryOf([0.2])], ["second", "second"]);
  const closed = evaluateRule(RULE, [], [{ ...scope("a", [0, 0, 0.2]), stories: stories.slice(0, 1) }], {
    from: 0,
    to: 3 * MINUTE_MS,
  });
  assertEquals(closed.alerts[0]!.summary, "server error ratio of a went to 20 %, above 10 % for 1 minute");
});
