import { assertEquals } from "@std/assert";
import { EventRecord } from "../slo/event_record.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { burnRateReachMs, burnRateReadings } from "./burn_rate_readings.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const [AVAILABILITY] = defaultObjectives(500).objectives;

Deno.test("burnRateReadings() are burn rate / factor of the pair that fires, and 0 where none does", () => {
  const from = 2 * HOUR_MS;
  const minutes = Array.from({ length: 180 }, (_, i) => (
    { minute_at: i * MINUTE_MS, event_count: 1_000, bad_count: i >= 120 && i < 150 ? 500 : 0 }
  ));
  const record = new EventRecord(minutes, { known: [{ from: 0, to: 180 * MINUTE_MS }], maintenance: [] });
  const readings = burnRateReadings(AVAILABILITY!, record, "page", { from, to: from + HOUR_MS });
  assertEquals(readings.length, 60);
  // After two bad minutes the slow pair is farthest: 1,000 bad events of the 122,000 that are known of its 6 h.
  assertEquals(readings[1]!.value?.toFixed(9), (1_000 / 122_000 / 0.001 / 6).toFixed(9));
  // The short window of the fast pair is clear five minutes after the end, that of the slow pair after thirty.
  assertEquals(readings.at(-1)!.value, 0);
  assertEquals(
    burnRateReadings(AVAILABILITY!, record, "page", { from: 0, to: from }).every(({ value }) => value === 0),
    true,
  );
});

Deno.test("burnRateReachMs() is the longest window of the urgency", () => {
  assertEquals(burnRateReachMs(AVAILABILITY!, "page"), 6 * HOUR_MS);
  assertEquals(burnRateReachMs(AVAILABILITY!, "ticket"), 72 * HOUR_MS);
});
