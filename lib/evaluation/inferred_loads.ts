/** The load of synthetic traffic as a log shows it: retries are inferred, not known. @module */
import type { LoadMinute, ScopeLoad } from "../retry/episode/load_minute.ts";
import { RetryInference } from "../retry/retry_inference.ts";
import { METHODS } from "../synthetic/method.ts";
import type { SyntheticRequest } from "../synthetic/request.ts";
import { isRetryable } from "../synthetic/retry.ts";
import type { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";

type GrowingMinute = { -readonly [K in keyof LoadMinute]: LoadMinute[K] };

/** Runs traffic and adds up the minutes of everything and of each region. */
export function inferredLoads(traffic: SyntheticTraffic): ScopeLoad[] {
  const { servers, regions } = traffic.fleet;
  const names = ["(all)", ...regions.map(({ name }) => name)];
  const loads = names.map((): GrowingMinute[] => []);
  /** The minutes that each request counts in. */
  const minutesOf: (readonly GrowingMinute[])[] = [];
  const inference = new RetryInference(({ requests }) => {
    for (const request of requests.slice(1)) minutesOf[request]!.forEach(turnIntoRetry);
  });
  const onRequest = (request: SyntheticRequest) => {
    const minutes = [loads[0]!.at(-1)!, loads[1 + servers[request.server]!.region]!.at(-1)!];
    minutes.forEach((minute) => count(minute, request));
    inference.push(keyed(request, minutesOf.push(minutes) - 1));
  };
  for (const _ of traffic.run((at) => loads.forEach((load) => load.push(blankMinute(at))), onRequest));
  inference.finish();
  return names.map((scope, i) => ({ scopeKind: i === 0 ? "all" : "region", scope, minutes: loads[i]! }));
}

function blankMinute(minuteAt: number): GrowingMinute {
  return { minuteAt, originalCount: 0, retryCount: 0, successCount: 0, wastedMs: 0, totalMs: 0 };
}

/** A request is a first attempt until a chain has it. */
function count(minute: GrowingMinute, { status, durationMs }: SyntheticRequest): void {
  minute.originalCount++;
  minute.totalMs += durationMs;
  if (isRetryable(status)) minute.wastedMs += durationMs;
  else minute.successCount++;
}

function turnIntoRetry(minute: GrowingMinute): void {
  minute.originalCount--;
  minute.retryCount++;
}

function keyed({ at, client, method, status, durationMs }: SyntheticRequest, request: number) {
  const key = client * METHODS.length + method;
  return { request, key, startedAt: at, durationMs, isFailed: isRetryable(status) };
}
