/**
 * What a request is answered with, how long that takes and how much is sent.
 *
 * Service times and sizes are log-normal, as the sizes of web objects and the times to produce them are found to be
 * (Downey, Lognormal and Pareto distributions in the Internet, Computer Communications 28, 2005). A refused or shed
 * request costs the server next to nothing, a faulty one its full service, and one past the time limit that limit.
 *
 * @module
 */
import type { Conditions } from "./conditions.ts";
import { drawChoice, drawExponential, drawLogNormal } from "./distribution.ts";
import { type Method, METHODS, SERVICE_SIGMA } from "./method.ts";
import type { Random } from "./random.ts";
import type { SyntheticRequest } from "./request.ts";

/** After this long the balancer gives up and answers 504. */
export const TIMEOUT_MS = 10_000;

const REFUSAL_MS = 3;
const HEADER_BYTES = 240;
const ERROR_PAGE_BYTES = 420;
const SIZE_SIGMA = 0.8;
const MOST_BYTES = 50_000_000;

const FAULT_STATUSES = [500, 500, 500, 500, 502, 502, 503, 503, 503, 504] as const;

/** Fills in status, durations and bytes of a request whose method is set. */
export function answer(request: SyntheticRequest, conditions: Conditions, random: Random): void {
  const method = METHODS[request.method]!;
  request.status = drawStatus(method, conditions, random);
  request.serviceMs = drawLogNormal(random, method.serviceMedianMs, SERVICE_SIGMA);
  request.durationMs = request.serviceMs * conditions.slowdown;
  if (request.durationMs > TIMEOUT_MS) request.status = 504;
  if (request.status >= 500) fail(request, random);
  request.sentBytes = drawBytes(method, request.status, random);
}

function drawStatus(method: Method, conditions: Conditions, random: Random): number {
  const point = random.uniform();
  if (point >= conditions.failureRatio) return method.statuses[drawChoice(random, method.statusChoice)]!;
  if (point < conditions.incidentRatio) return drawOf(conditions.incidentStatuses, random);
  return drawOf(point < conditions.shedRatio ? conditions.shedStatuses : FAULT_STATUSES, random);
}

function drawOf(statuses: readonly number[], random: Random): number {
  return statuses[random.below(statuses.length)]!;
}

function fail(request: SyntheticRequest, random: Random): void {
  const refusalMs = 1 + drawExponential(random, REFUSAL_MS);
  if (request.status === 504) {
    request.durationMs = TIMEOUT_MS + refusalMs;
  } else if (request.status !== 500) {
    request.durationMs = refusalMs;
    request.serviceMs = 0;
  }
}

function drawBytes(method: Method, status: number, random: Random): number {
  if (status >= 400) return Math.round(random.between(0.5, 1.5) * ERROR_PAGE_BYTES);
  const hasBody = status < 204 && method.name !== "HEAD";
  if (!hasBody) return Math.round(random.between(0.75, 1.25) * HEADER_BYTES);
  return Math.min(MOST_BYTES, Math.round(HEADER_BYTES + drawLogNormal(random, method.responseMedianBytes, SIZE_SIGMA)));
}
