import { assertEquals } from "@std/assert";
import type { RetryEpisodeRow } from "../retry/episode/retry_episode.ts";
import type { RetryRecommendationRow } from "../retry/recommendation/retry_recommendation.ts";
import { retryLines } from "./retry_lines.ts";

const episode = (retry_count: number, ended_at: number | null) =>
  ({ started_at: 0, ended_at, retry_count, explanation: `storm of ${retry_count}` }) as RetryEpisodeRow;
const recommendation = (words: string) => ({ words }) as RetryRecommendationRow;

Deno.test("retryLines() lists the three worst episodes and the three first recommendations", () => {
  const lines = retryLines({
    retry_episodes: [episode(1, 60_000), episode(9, null), episode(5, 120_000), episode(7, 60_000)],
    retry_recommendations: ["a", "b", "c", "d"].map(recommendation),
  });
  assertEquals(lines.map(({ mark, text }) => `${mark}: ${text}`), [
    "1970-01-01 00:00 on: storm of 9",
    "1970-01-01 00:00–00:01: storm of 7",
    "1970-01-01 00:00–00:02: storm of 5",
    "1: a",
    "2: b",
    "3: c",
  ]);
  assertEquals(retryLines({ retry_episodes: [], retry_recommendations: [] }), []);
});
