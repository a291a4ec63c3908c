import { assertEquals } from "@std/assert";
import { rankRecommendations } from "./rank_recommendations.ts";
import { recommendPatterns } from "./recommend_patterns.ts";
import type { RetryPattern } from "./retry_pattern.ts";

const pattern = (given: Partial<RetryPattern>): RetryPattern => ({
  day_at: 0,
  pattern: "backoff",
  scope: "/search",
  retry_count: 1_200,
  pattern_count: 1_020,
  request_share: null,
  ...given,
});
const wordsOf = (given: Partial<RetryPattern>) => recommendPatterns([pattern(given)]).map(({ words }) => words);

Deno.test("a route that is retried at once is told, with its figures and the remedy", () => {
  assertEquals(wordsOf({}), [
    "Route /search is retried immediately: 85 % of its 1,200 retries come within 100 ms of the failure; " +
    "add exponential back-off with jitter",
  ]);
  assertEquals(wordsOf({ pattern_count: 599 }), []);
  assertEquals(wordsOf({ retry_count: 49, pattern_count: 49 }), []);
});

Deno.test("a server is blamed for twice its share of the requests, not for having all of them", () => {
  const server = { pattern: "server", scope: "web-3", pattern_count: 852 } as const;
  assertEquals(wordsOf({ ...server, request_share: 0.2 }), [
    "Server web-3 causes 71 % of the retries with 20 % of the requests: repair it, or have health checks take it out",
  ]);
  assertEquals(wordsOf({ ...server, request_share: 0.4 }), []);
});

Deno.test("clients that come back in the same instant are told to add jitter", () => {
  assertEquals(wordsOf({ pattern: "jitter", scope: "library", pattern_count: 480 }), [
    "Clients of kind library synchronise: 40 % of their 1,200 retries fall on the same instant as those of others; " +
    "add jitter to their waits",
  ]);
});

Deno.test("of attempts that hardly ever succeed the first is told, once a day", () => {
  const attempts = ["3", "4", "5"].map((scope) => pattern({ pattern: "attempts", scope, pattern_count: 1_128 }));
  const told = recommendPatterns([...attempts, pattern({ ...attempts[2]!, day_at: 86_400_000 })]);
  assertEquals(told.map(({ words }) => words), [
    "Attempt 3 and later ones fail in 94 % of 1,200 cases: stop after 2",
    "Attempt 5 and later ones fail in 94 % of 1,200 cases: stop after 4",
  ]);
});

Deno.test("rankRecommendations() puts what spares most first, day by day, ten at most", () => {
  const routes = Array.from({ length: 12 }, (_, i) => pattern({ scope: `/r${i}`, pattern_count: 1_000 + i }));
  const days = [...routes, pattern({ day_at: 86_400_000 })];
  const ranked = rankRecommendations(recommendPatterns(days));
  assertEquals(ranked.map(({ rank_number }) => rank_number), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1]);
  assertEquals([ranked[0]!.scope, ranked[9]!.scope], ["/r11", "/r2"]);
});
