import { assertEquals, assertStringIncludes } from "@std/assert";
import type { ViewRow } from "../page.ts";
import { WHOLE_TRAFFIC } from "../page_query.ts";
import { sketchOf } from "../../traffic/latency_sketch.ts";
import { latencyTitle, spreadTitle, trafficTitle } from "./traffic_findings.ts";

const NOON = Date.UTC(2026, 4, 4, 12);
const rows = (values: readonly Partial<ViewRow>[]): ViewRow[] =>
  values.map((value, place) => ({
    window_start_at: NOON + place * 60_000,
    requests_per_second: 10,
    server_error_ratio: 0,
    p95_duration_ms: 100,
    ...value,
  })) as ViewRow[];
const calm = Array.from({ length: 9 }, () => ({}));

Deno.test("trafficTitle() tells when most failed, else the peak, else that it was even", () => {
  assertEquals(
    trafficTitle(rows([...calm, { server_error_ratio: 0.3 }]), WHOLE_TRAFFIC, "UTC"),
    "At 04 May 12:09 the whole service failed 30.0 % of requests",
  );
  assertEquals(
    trafficTitle(rows([...calm, { server_error_ratio: 1 }]), { kind: "server", name: "web-1" }, "UTC"),
    "At 04 May 12:09 web-1 failed 100.00 % of requests",
  );
  assertEquals(
    trafficTitle(rows([...calm, { requests_per_second: 40 }]), WHOLE_TRAFFIC, "UTC"),
    "Traffic peaked at 40 requests/s at 04 May 12:09, usually 10",
  );
  assertEquals(
    trafficTitle(rows([...calm, { requests_per_second: 12 }]), WHOLE_TRAFFIC, "UTC"),
    "About 10 requests/s, at most 12 at 04 May 12:09",
  );
  assertEquals(trafficTitle([], WHOLE_TRAFFIC, "UTC"), "Traffic");
  assertStringIncludes(
    trafficTitle(rows([...calm, { server_error_ratio: 0.3 }]), WHOLE_TRAFFIC, "Asia/Kathmandu"),
    "At 04 May 17:54",
  );
});

Deno.test("latencyTitle() tells a rise, or that there was none", () => {
  assertEquals(
    latencyTitle(rows([...calm, { p95_duration_ms: 640 }]), "UTC"),
    "p95 rose to 640 ms at 04 May 12:09, usually 100 ms",
  );
  assertEquals(latencyTitle(rows(calm), "UTC"), "p95 is steady at about 100 ms");
  assertEquals(latencyTitle(rows([{ p95_duration_ms: null }]), "UTC"), "Latency");
});

Deno.test("spreadTitle() tells the middle and the tail of all durations together", () => {
  const durations = [...Array.from({ length: 98 }, () => 20), 2_000, 2_000];
  assertEquals(
    spreadTitle(sketchOf(durations)),
    "Half of the requests took up to 20 ms, one in a hundred more than 2.02 s",
  );
  assertEquals(spreadTitle(sketchOf([])), "How durations are spread");
});
