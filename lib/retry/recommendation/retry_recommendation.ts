/** The `retry_recommendations` table: what to do about retries, by effect. @module */
import { defineTable, type Row } from "../../table/table.ts";

/** One of them. */
export type RecommendationKind = "budget" | "attempts" | "backoff" | "jitter" | "server";

/** One row a recommendation of a UTC day. */
export const RETRY_RECOMMENDATIONS = defineTable({
  name: "retry_recommendations",
  grain: "one row a UTC day, kind, scope and time",
  key: ["day_at", "kind", "scope_kind", "scope", "from_at"],
  time: "day_at",
  columns: {
    day_at: { type: "instant", meaning: "Start of the UTC day that it rests on." },
    rank_number: { type: "integer", meaning: "1 for the one with the largest effect." },
    kind: {
      type: "text",
      length: 16,
      meaning: "`budget`, `attempts` (a lower limit), `backoff`, `jitter`, or `server` (one that causes retries).",
    },
    scope_kind: { type: "text", length: 16, meaning: "all, pool, region, route, server or client_kind." },
    scope: { type: "text", meaning: "Which one, as in `retry_minutes`." },
    from_at: { type: "instant", meaning: "Start of the time that it rests on." },
    to_at: { type: "instant", meaning: "End of that time." },
    words: { type: "text", meaning: "What was seen and what to do, in one line." },
    effect_count: {
      type: "real",
      meaning: "Requests that it would have spared, at most for other kinds than `budget`: what the rank goes by.",
    },
    saved_request_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Share of the requests of scope and time that a budget would have spared; null for other kinds.",
    },
    lost_success_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Share of the successes that a budget would have cost; null for other kinds.",
    },
    evidence: { type: "json", meaning: "The figures behind the words." },
  },
});

/** One row of `retry_recommendations`. */
export type RetryRecommendationRow = Row<typeof RETRY_RECOMMENDATIONS>;

/** A recommendation before it is ranked. */
export type Recommendation = Omit<RetryRecommendationRow, "rank_number">;
