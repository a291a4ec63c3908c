/** Runs the inference of retries over requests whose retries are known. @module */
import { type KeyedRequest, RetryInference } from "../retry/retry_inference.ts";

/** A request and the truth about it. */
export interface TrialRequest extends KeyedRequest {
  /** Number of the failed request that it repeats; null where it is no retry. */
  readonly repeats: number | null;
}

/** How inferred links between attempts, each a pair of a failed request and the one that repeats it, agree with the true ones. */
export interface LinkCounts {
  readonly requestCount: number;
  readonly trueCount: number;
  readonly inferredCount: number;
  /** Links that are inferred and true. */
  readonly rightCount: number;
}

/**
 * Infers the retries of some requests from starts, durations and failures alone, and counts links.
 *
 * As in the analysis, only requests of clients that failed at least once are looked at.
 *
 * @param requests in order of their starts
 */
export function countLinks(requests: readonly TrialRequest[]): LinkCounts {
  const failing = new Set(requests.filter(({ isFailed }) => isFailed).map(({ key }) => key));
  const repeats = new Map(requests.map(({ request, repeats }) => [request, repeats]));
  let inferredCount = 0;
  let rightCount = 0;
  const inference = new RetryInference(({ requests: attempts }) => {
    inferredCount += attempts.length - 1;
    rightCount += attempts.filter((attempt, i) => i > 0 && repeats.get(attempt) === attempts[i - 1]).length;
  });
  for (const request of requests) if (failing.has(request.key)) inference.push(request);
  inference.finish();
  const trueCount = requests.filter(({ repeats }) => repeats !== null).length;
  return { requestCount: requests.length, trueCount, inferredCount, rightCount };
}
