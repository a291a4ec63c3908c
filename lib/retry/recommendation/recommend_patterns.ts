/** What the way in which retries are made recommends. @module */
import { DAY_MS } from "../../table/day.ts";
import { countText, shareText } from "./figure_words.ts";
import type { RetryPattern } from "./retry_pattern.ts";
import type { Recommendation, RecommendationKind } from "./retry_recommendation.ts";

/** The scope of retries in logs without paths. */
const UNKNOWN_ROUTE = "(unknown)";

/** Fewer retries a day are nobody's load. */
const LEAST_RETRIES = 50;

interface Rule {
  readonly scopeKind: string;
  /** Share of the retries that must have the pattern. */
  readonly leastShare: number;
  /** Says what was seen and what to do. */
  words(pattern: RetryPattern, share: number): string;
}

const RULES: Readonly<Record<RetryPattern["pattern"], Rule>> = {
  backoff: {
    scopeKind: "route",
    leastShare: 0.5,
    words: ({ scope, retry_count }, share) =>
      `${scope === UNKNOWN_ROUTE ? "What is asked" : `Route ${scope}`} is retried immediately: ${
        shareText(share)
      } of its ${
        countText(retry_count)
      } retries come within 100 ms of the failure; add exponential back-off with jitter`,
  },
  jitter: {
    scopeKind: "client_kind",
    leastShare: 0.2,
    words: ({ scope, retry_count }, share) =>
      `Clients of kind ${scope} synchronise: ${shareText(share)} of their ${
        countText(retry_count)
      } retries fall on the same instant as those of others; add jitter to their waits`,
  },
  server: {
    scopeKind: "server",
    leastShare: 0.3,
    words: ({ scope, request_share }, share) =>
      `Server ${scope} causes ${shareText(share)} of the retries with ${
        shareText(request_share ?? 0)
      } of the requests: repair it, or have health checks take it out`,
  },
  attempts: {
    scopeKind: "all",
    leastShare: 0.9,
    words: ({ scope, retry_count }, share) =>
      `Attempt ${scope} and later ones fail in ${shareText(share)} of ${countText(retry_count)} cases: stop after ${
        Number(scope) - 1
      }`,
  },
};

/** A server with twice its share of the requests is to blame; one that has all requests causes all retries. */
const LEAST_BLAME = 2;

/** Makes the recommendations of patterns that are strong enough. */
export function recommendPatterns(patterns: readonly RetryPattern[]): Recommendation[] {
  const isStrong = (one: RetryPattern) =>
    one.retry_count >= LEAST_RETRIES && shareOf(one) >= RULES[one.pattern].leastShare &&
    (one.request_share === null || shareOf(one) >= LEAST_BLAME * one.request_share);
  return earliestLimits(patterns.filter(isStrong)).map(recommendationOf);
}

/** Of the limits of attempts of a day the lowest is enough. */
function earliestLimits(patterns: readonly RetryPattern[]): RetryPattern[] {
  return patterns.filter((one) =>
    one.pattern !== "attempts" ||
    !patterns.some((other) =>
      other.pattern === "attempts" && other.day_at === one.day_at && Number(other.scope) < Number(one.scope)
    )
  );
}

function recommendationOf(pattern: RetryPattern): Recommendation {
  const { day_at, retry_count, pattern_count, request_share } = pattern;
  const { scopeKind, words } = RULES[pattern.pattern];
  const kind: RecommendationKind = pattern.pattern;
  return {
    day_at,
    kind,
    scope_kind: scopeKind,
    scope: scopeKind === "all" ? "(all)" : pattern.scope,
    from_at: day_at,
    to_at: day_at + DAY_MS,
    words: words(pattern, shareOf(pattern)),
    effect_count: pattern_count,
    saved_request_ratio: null,
    lost_success_ratio: null,
    evidence: JSON.stringify({ retry_count, pattern_count, request_share }),
  };
}

function shareOf({ pattern_count, retry_count }: RetryPattern): number {
  return pattern_count / retry_count;
}
