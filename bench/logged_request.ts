/** The traffic that both benchmark logs tell of: one day of a shop, the same requests in the notation of each balancer. @module */
import { drawLogNormal } from "../lib/synthetic/distribution.ts";
import { Random } from "../lib/synthetic/random.ts";

/** One try of the balancer at a server. */
export interface Attempt {
  /** From 1. */
  readonly server: number;
  readonly durationMs: number;
  readonly statusCode: number;
}

/** One request as a balancer saw it; the last attempt gave the answer. */
export interface LoggedRequest {
  readonly loggedAtMs: number;
  readonly clientIp: string;
  readonly clientPort: number;
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  readonly responseBytes: number;
  readonly attempts: readonly [Attempt, ...Attempt[]];
}

const DAY_START_MS = Date.UTC(2026, 2, 1);
const DAY_MS = 86_400_000;
const SERVER_COUNT = 20;
const RETRIED_SHARE = 0.03;
const FAILED_SHARE = 0.005;
const METHODS = ["GET", "GET", "GET", "GET", "GET", "GET", "POST", "PUT", "HEAD"];
const ROUTES = [
  "/",
  "/cart",
  "/api/orders/",
  "/api/users/",
  "/static/app.js",
  "/search?q=",
  "/api/products/",
  "/checkout/",
];
const USER_AGENTS = [
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1",
  "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP2A)",
  "curl/8.10.1",
];

/** Draws the requests of a day in the order in which they were logged. */
export function* loggedRequests(requestCount: number, seed: number): Generator<LoggedRequest> {
  const random = new Random(seed, "benchmark log");
  for (let i = 0; i < requestCount; i++) {
    const attempts = drawAttempts(random);
    yield {
      loggedAtMs: DAY_START_MS + Math.floor(i / requestCount * DAY_MS),
      clientIp: `203.0.${random.below(32)}.${random.below(256)}`,
      clientPort: 1_024 + random.below(60_000),
      method: METHODS[random.below(METHODS.length)]!,
      path: drawPath(random),
      userAgent: USER_AGENTS[random.below(USER_AGENTS.length)]!,
      responseBytes: Math.round(drawLogNormal(random, 4_000, 1)),
      attempts,
    };
  }
}

function drawPath(random: Random): string {
  const route = ROUTES[random.below(ROUTES.length)]!;
  return route.endsWith("/") && route !== "/" || route.endsWith("=") ? `${route}${random.below(100_000)}` : route;
}

function drawAttempts(random: Random): [Attempt, ...Attempt[]] {
  const answer = drawAttempt(random, random.uniform() < FAILED_SHARE ? 503 : random.uniform() < 0.04 ? 404 : 200);
  return random.uniform() < RETRIED_SHARE ? [drawAttempt(random, 502), answer] : [answer];
}

function drawAttempt(random: Random, statusCode: number): Attempt {
  return {
    server: 1 + random.below(SERVER_COUNT),
    durationMs: Math.ceil(drawLogNormal(random, 40, 0.8)),
    statusCode,
  };
}
