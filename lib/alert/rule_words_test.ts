import { assertEquals } from "@std/assert";
import { defaultObjectives } from "../slo/objective.ts";
import type { AlertRuleRow } from "./alert_rule.ts";
import { defaultRules } from "./default_rules.ts";
import { ruleWords } from "./rule_words.ts";
import { trialRule } from "./trial_rule.ts";

Deno.test("the built-in rules read as sentences", () => {
  const rules = defaultRules(defaultObjectives(500).objectives);
  assertEquals(rules.map((rule) => ruleWords(rule as AlertRuleRow)), [
    'error budget of "availability" burning at the rate of a page in the whole service',
    'error budget of "latency" burning at the rate of a page in the whole service',
    "incident that is moderate or critical in any scope",
    "server error ratio of the whole service above 10 % for 5 minutes",
  ]);
});

const CASES: readonly (readonly [Partial<AlertRuleRow>, string])[] = [
  [{ kind: "absence", scope_kind: "server", scope: "web-1", fire_level: 10 }, "no request in web-1 for 10 minutes"],
  [
    { kind: "burn_rate", objective: "checkout", metric: "ticket", fire_level: 2, scope_kind: "route", scope: "/pay" },
    'error budget of "checkout" burning at 2 times the rate of a ticket in route /pay',
  ],
  [
    { kind: "anomaly", metric: "anomaly_score", fire_level: 99.9, scope_kind: "server", scope: null, for_minutes: 3 },
    "anomaly with a score of at least 99.9 in any server for 3 minutes",
  ],
  [
    { kind: "anomaly", metric: "anomaly_severity", fire_level: 1, scope_kind: null, scope: null },
    "anomaly in any scope",
  ],
  [
    { metric: "requests_per_second", comparison: "below", fire_level: 5, scope_kind: "all", scope: "(all)" },
    "requests per second of the whole service below 5/s",
  ],
];

for (const [values, words] of CASES) {
  Deno.test(`a rule reads "${words}"`, () => {
    assertEquals(ruleWords({ ...trialRule({}), for_minutes: 1, ...values }), words);
  });
}
