import { assertEquals } from "@std/assert";
import { levelLimits } from "./level_limits.ts";
import { THRESHOLD_METRICS } from "./parse_alert_rules.ts";

Deno.test("levels of shares lie between 0 and 1, those of findings on their scale", () => {
  const limitsOf = (kind: string, metric: string) => {
    const { least, most } = levelLimits({ kind, metric });
    return [least, most];
  };
  assertEquals(limitsOf("threshold", "availability"), [0, 1]);
  assertEquals(limitsOf("anomaly", "incident_severity"), [1, 3]);
  assertEquals(limitsOf("anomaly", "anomaly_score"), [0, 100]);
  assertEquals(limitsOf("absence", "silent_minutes"), [1, 10_080]);
});

Deno.test("every metric of a threshold but a bare number has a unit in words", () => {
  const bare = THRESHOLD_METRICS.filter((metric) => levelLimits({ kind: "threshold", metric }).unit === "");
  assertEquals(bare, ["request_count", "concurrency"]);
});
