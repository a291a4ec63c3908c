/** The clients: a bounded population with lasting addresses and agents, a few of which make much of the traffic. @module */
import { choice, drawChoice } from "./distribution.ts";
import { Random } from "./random.ts";

const FEWEST_CLIENTS = 50;
const MOST_CLIENTS = 20_000;

/** Requests a day that make up a client's mean. */
const REQUESTS_PER_CLIENT = 25;

/** With 1 all clients are alike; with 1.5 the busiest tenth makes a fifth of the requests. */
const ACTIVITY_SKEW = 1.5;

const IPV6_SHARE = 0.2;

const AGENTS: readonly (readonly [agent: string, weight: number])[] = [
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
    34,
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    20,
  ],
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36",
    16,
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:146.0) Gecko/20100101 Firefox/146.0", 8],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0", 4],
  ["ShopApp/5.12.0 (Android 15; okhttp/4.12.0)", 7],
  ["okhttp/4.12.0", 3],
  ["python-requests/2.32.5", 3],
  ["Go-http-client/2.0", 2],
  ["curl/8.17.0", 2],
  ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", 1],
];

/** The clients of all regions, numbered region by region. */
export interface Population {
  readonly clientsPerRegion: number;
  readonly addresses: readonly string[];
  /** The agents that clients use. */
  readonly agents: readonly string[];
  /** For each client the number of its agent. */
  readonly agentOf: Uint8Array;
}

/** Builds the population: the more requests, the more clients, from 50 to 20,000 a region. */
export function buildPopulation(plan: { requests: number; regions: number; seed: number }): Population {
  const random = new Random(plan.seed, "clients");
  const wanted = Math.round(plan.requests / plan.regions / REQUESTS_PER_CLIENT);
  const clientsPerRegion = Math.min(MOST_CLIENTS, Math.max(FEWEST_CLIENTS, wanted));
  const shares = choice(AGENTS.map(([, weight]) => weight));
  const addresses: string[] = [];
  for (let region = 0; region < plan.regions; region++) {
    for (let client = 0; client < clientsPerRegion; client++) {
      addresses.push(random.uniform() < IPV6_SHARE ? ipv6(region, client) : ipv4(region, client));
    }
  }
  const agentOf = Uint8Array.from(addresses, () => drawChoice(random, shares));
  return { clientsPerRegion, addresses, agents: AGENTS.map(([agent]) => agent), agentOf };
}

/** Draws a client of a region; low numbers are the busy ones. */
export function drawClient(random: Random, population: Population, region: number): number {
  const rank = Math.floor(random.uniform() ** ACTIVITY_SKEW * population.clientsPerRegion);
  return region * population.clientsPerRegion + rank;
}

/** A private address (RFC 1918): the documentation ranges are too small for a population. */
function ipv4(region: number, client: number): string {
  return `10.${region + 16}.${client >> 8}.${client & 255}`;
}

/** An address of the documentation range (RFC 3849). */
function ipv6(region: number, client: number): string {
  return `2001:db8:${(region + 16).toString(16)}::${(client + 1).toString(16)}`;
}
