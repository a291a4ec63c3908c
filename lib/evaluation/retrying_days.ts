/** Synthetic days as the inference of retries sees them: without what they state of retries. @module */
import { type AddressPolicy, KEEP_ADDRESSES } from "../privacy/address_policy.ts";
import { anonymiser } from "../privacy/anonymise_address.ts";
import type { Population } from "../synthetic/client.ts";
import { METHODS } from "../synthetic/method.ts";
import { type SyntheticPlan, syntheticPlan } from "../synthetic/mod.ts";
import { isRetryable } from "../synthetic/retry.ts";
import { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";
import type { TrialRequest } from "./retry_trial.ts";

/**
 * Generates the requests of a plan with the truth about their retries. A key is a client, as far as its address and agent tell it, and a method: the days know no paths.
 *
 * @param addresses what is kept of addresses
 * @throws {RangeError} when the plan is impossible
 */
export function retryingRequests(
  given: Partial<SyntheticPlan>,
  addresses: AddressPolicy = KEEP_ADDRESSES,
): TrialRequest[] {
  const traffic = new SyntheticTraffic(syntheticPlan(given));
  const clients = numberClients(traffic.population, addresses);
  const requests: TrialRequest[] = [];
  const lastOfChain = new Map<number, number>();
  const minutes = traffic.run(() => {}, ({ at, client, method, retry, chain, status, durationMs }) => {
    const request = requests.length;
    const repeats = retry === 0 ? null : lastOfChain.get(chain)!;
    const isFailed = isRetryable(status);
    const key = clients[client]! * METHODS.length + method;
    requests.push({ request, key, startedAt: at, durationMs, isFailed, repeats });
    if (isFailed) lastOfChain.set(chain, request);
    else lastOfChain.delete(chain);
  });
  for (const _ of minutes);
  return requests;
}

/** Gives each client a number, the same one to those that cannot be told apart. */
function numberClients({ addresses, agentOf }: Population, policy: AddressPolicy): number[] {
  const anonymise = anonymiser(policy) ?? ((address: string) => address);
  const numbers = new Map<string, number>();
  return addresses.map((address, client) => {
    const name = `${agentOf[client]} ${anonymise(address)}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}
