/** Synthetic days as the inference of retries sees them: without what they state of retries. @module */
import { METHODS } from "../synthetic/method.ts";
import { type SyntheticPlan, syntheticPlan } from "../synthetic/mod.ts";
import { isRetryable } from "../synthetic/retry.ts";
import { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";
import type { TrialRequest } from "./retry_trial.ts";

/**
 * Generates the requests of a plan with the truth about their retries. A key is a client and a method: the days know no paths.
 *
 * @throws {RangeError} when the plan is impossible
 */
export function retryingRequests(given: Partial<SyntheticPlan>): TrialRequest[] {
  const traffic = new SyntheticTraffic(syntheticPlan(given));
  const requests: TrialRequest[] = [];
  const lastOfChain = new Map<number, number>();
  const minutes = traffic.run(() => {}, ({ at, client, method, retry, chain, status, durationMs }) => {
    const request = requests.length;
    const repeats = retry === 0 ? null : lastOfChain.get(chain)!;
    const isFailed = isRetryable(status);
    requests.push({ request, key: client * METHODS.length + method, startedAt: at, durationMs, isFailed, repeats });
    if (isFailed) lastOfChain.set(chain, request);
    else lastOfChain.delete(chain);
  });
  for (const _ of minutes);
  return requests;
}
