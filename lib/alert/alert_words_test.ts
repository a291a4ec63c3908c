import { assertEquals } from "@std/assert";
import { alertWords } from "./alert_words.ts";
import { trialRule } from "./trial_rule.ts";

const SCOPE = { scopeKind: "pool", scope: "api" };

Deno.test("alertWords() says of each kind what is wrong where", () => {
  const words = (values: Parameters<typeof trialRule>[0], peakValue: number) =>
    alertWords(trialRule(values), { ...SCOPE, peakValue });
  const latency = { metric: "p95_duration_ms", fire_level: 800, for_minutes: 5 };
  assertEquals(words(latency, 1_900), "p95 duration of pool api went to 1.9 s, above 800 ms for 5 minutes");
  const rate = { metric: "requests_per_second", comparison: "below", fire_level: 2 };
  assertEquals(words(rate, 0.5), "requests per second of pool api went to 0.5/s, below 2/s for 1 minute");
  assertEquals(words({ kind: "anomaly", metric: "incident_severity" }, 3), "critical incident in pool api");
  assertEquals(words({ kind: "anomaly", metric: "anomaly_severity" }, 1), "minor anomaly in pool api");
  assertEquals(words({ kind: "anomaly", metric: "anomaly_score" }, 99.9), "anomaly in pool api with a score of 99.9");
  assertEquals(words({ kind: "absence", metric: "silent_minutes" }, 180), "no request in pool api for 3 hours");
  const budget = { kind: "burn_rate", metric: "page", objective: "up" };
  assertEquals(
    words(budget, 2.31),
    'objective "up" of pool api burns its error budget at 2.3 times the rate of a page',
  );
});
