import { assertEquals, assertThrows } from "@std/assert";
import { JsonFieldsError } from "../json/json_fields.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { parseAlertRules } from "./parse_alert_rules.ts";

const { objectives } = defaultObjectives(500);
const THRESHOLD = { name: "slow", kind: "threshold", metric: "p95_duration_ms", above: 800 };
const ABSENCE = { name: "silent", kind: "absence", minutes: 10 };

function parse(...rules: readonly Readonly<Record<string, unknown>>[]) {
  return parseAlertRules(JSON.stringify({ rules }), objectives);
}

function refusal(...rules: readonly Readonly<Record<string, unknown>>[]): string {
  return assertThrows(() => parse(...rules), JsonFieldsError).message;
}

Deno.test("parseAlertRules() reads every field of a threshold", () => {
  const written = {
    ...THRESHOLD,
    clear: 600,
    min_requests: 20,
    scope_kind: "route",
    scope: "/checkout",
    for_minutes: 3,
    keep_firing_for_minutes: 7,
    severity: "critical",
    group_by: "scope",
    receivers: ["slack", "webhook"],
    repeat_minutes: 60,
    enabled: false,
  };
  assertEquals(parse(written), [{
    rule: "slow",
    kind: "threshold",
    scope_kind: "route",
    scope: "/checkout",
    metric: "p95_duration_ms",
    objective: null,
    comparison: "above",
    fire_level: 800,
    clear_level: 600,
    min_request_count: 20,
    for_minutes: 3,
    keep_firing_for_minutes: 7,
    severity: "critical",
    group_by: "scope",
    receivers: "slack,webhook",
    repeat_minutes: 60,
    is_enabled: false,
  }]);
});

Deno.test("parseAlertRules() reads anomalies, burn rates and absence with what is usual for each", () => {
  const [incident, score, page, silent] = parse(
    { name: "incident", kind: "anomaly", at_least: "moderate" },
    { name: "score", kind: "anomaly", metric: "anomaly_score", at_least: 99.9, scope_kind: "server" },
    { name: "budget", kind: "burn_rate", objective: "latency" },
    { ...ABSENCE, scope_kind: "pool", scope: "api" },
  );
  assertEquals([incident!.metric, incident!.fire_level, incident!.scope_kind], ["incident_severity", 2, null]);
  assertEquals([score!.fire_level, score!.scope_kind, score!.scope], [99.9, "server", null]);
  assertEquals([page!.metric, page!.objective, page!.severity, page!.fire_level], ["page", "latency", "critical", 1]);
  assertEquals([silent!.metric, silent!.fire_level, silent!.scope], ["silent_minutes", 10, "api"]);
});

Deno.test("parseAlertRules() refuses what cannot be, with its place and what is needed", () => {
  assertEquals(refusal({ ...THRESHOLD, metric: "p42" }).startsWith('rules[0].metric is "p42": one of '), true);
  const cases: [Readonly<Record<string, unknown>>, string][] = [
    [{ ...THRESHOLD, below: 1 }, "rules[0].above is 800: either above or below is needed"],
    [{ ...THRESHOLD, clear: 801 }, "rules[0].clear is 801: a level on the good side of 800, or that level, is needed"],
    [
      { ...THRESHOLD, minutes: 1 },
      "rules[0].minutes is 1: a rule of kind threshold has " +
      "metric, above, below, clear, min_requests, scope_kind, scope",
    ],
    [{ ...THRESHOLD, name: "" }, 'rules[0].name is "": 1 to 128 characters are needed'],
    [{ ...THRESHOLD, for_minutes: 0 }, "rules[0].for_minutes is 0: a whole number from 1 on is needed"],
    [{ ...THRESHOLD, scope: "x" }, 'rules[0].scope is "x": a scope_kind other than all is needed beside it'],
    [{ ...THRESHOLD, receivers: [] }, 'rules[0].receivers is []: a list of names like ["slack"] is needed'],
    [{ ...THRESHOLD, enabled: "no" }, 'rules[0].enabled is "no": true or false is needed'],
    [
      { name: "x", kind: "burn_rate", objective: "up" },
      'rules[0].objective is "up": one of availability, latency is needed',
    ],
    [
      { name: "x", kind: "anomaly", at_least: "bad" },
      'rules[0].at_least is "bad": one of minor, moderate, critical is needed',
    ],
    [{ ...ABSENCE, minutes: 10_081 }, "rules[0].minutes is 10081: up to 10080, a week, are needed"],
  ];
  for (const [rule, message] of cases) assertEquals(refusal(rule), message);
});

Deno.test("parseAlertRules() refuses two rules of one name", () => {
  assertEquals(
    refusal(THRESHOLD, ABSENCE, { ...ABSENCE, name: "slow" }),
    'rules[2].name is "slow", as is rules[0].name: names must differ',
  );
});

Deno.test("parseAlertRules() reads the sample, which has a rule of each kind", async () => {
  const rules = parseAlertRules(await Deno.readTextFile("data/samples/alerts.json"), objectives);
  assertEquals(new Set(rules.map(({ kind }) => kind)), new Set(["threshold", "anomaly", "burn_rate", "absence"]));
});
