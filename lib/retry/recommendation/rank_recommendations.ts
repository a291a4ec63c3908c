/** Recommendations by their effect. @module */
import type { Recommendation, RetryRecommendationRow } from "./retry_recommendation.ts";

/** More than these of a day nobody reads. */
const MOST = 10;

/** Ranks the recommendations of each day, those that spare most requests first; ties go by kind and scope. */
export function rankRecommendations(recommendations: readonly Recommendation[]): RetryRecommendationRow[] {
  const days = [...Map.groupBy(recommendations, ({ day_at }) => day_at)].sort(([a], [b]) => a - b);
  return days.flatMap(([, ofDay]) =>
    ofDay.toSorted((a, b) =>
      b.effect_count - a.effect_count || a.kind.localeCompare(b.kind) || a.scope.localeCompare(b.scope) ||
      a.from_at - b.from_at
    ).slice(0, MOST).map((one, i) => ({ ...one, rank_number: i + 1 }))
  );
}
