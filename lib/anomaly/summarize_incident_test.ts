import { assertEquals } from "@std/assert";
import { type IncidentFacts, summarizeIncident } from "./summarize_incident.ts";
import { latencyWords } from "./words.ts";

const FACTS: IncidentFacts = {
  scopeKind: "server",
  scope: "web-07",
  metric: "server_error_ratio",
  observed: 0.31,
  expected: 0.004,
  durationMs: 1_440_000,
  share: 0.92,
};

const summaryOf = (facts: Partial<IncidentFacts>) => summarizeIncident({ ...FACTS, ...facts });

Deno.test("summarizeIncident() tells errors, what is usual, how long and who carries them", () => {
  assertEquals(
    summaryOf({}),
    "web-07 answered 31 % of requests with server errors (usual 0.4 %) for 24 minutes; it carries 92 % of the excess",
  );
});

Deno.test("summarizeIncident() tells silence as silence", () => {
  assertEquals(
    summaryOf({ metric: "request_count", observed: 0, expected: 7, share: null }),
    "web-07 got no requests (usual 7 a minute) for 24 minutes",
  );
});

Deno.test("summarizeIncident() tells traffic, latency, retries and any other metric in their units", () => {
  const whole = { scopeKind: "all", scope: "(all)", share: null } as const;
  const tell = (metric: string, observed: number, expected: number) =>
    summaryOf({ ...whole, metric, observed, expected });
  assertEquals(
    tell("request_count", 400, 139),
    "the whole service got 400 requests a minute (usual 139) for 24 minutes",
  );
  assertEquals(
    tell("p95_duration_ms", 900, 210),
    "the whole service took 900 ms at the 95th percentile (usual 210 ms) for 24 minutes",
  );
  assertEquals(
    tell("retry_ratio", 0.4, 0.005),
    "the whole service saw 40 % retries per request (usual 0.5 %) for 24 minutes",
  );
  assertEquals(
    tell("cpu_usage_percent", 93, 41.5),
    "the whole service used 93 % of its CPU (usual 41.5 %) for 24 minutes",
  );
});

Deno.test("summarizeIncident() never says more than 100 % of the excess, though others may have had less than usual", () => {
  assertEquals(summaryOf({ share: 1.8 }).split("; ")[1], "it carries 100 % of the excess");
});

Deno.test("latencyWords() says seconds from one on", () => {
  assertEquals([0.4, 672.3, 1_250, 9_999.2].map(latencyWords), ["0.4 ms", "672 ms", "1.3 s", "10 s"]);
});
