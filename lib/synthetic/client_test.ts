import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { buildPopulation, drawClient } from "./client.ts";
import { Random } from "./random.ts";

const POPULATION = buildPopulation({ requests: 200_000, regions: 4, seed: 42 });

Deno.test("buildPopulation() gives each client an address of its own", () => {
  assertEquals(POPULATION.addresses.length, 4 * 2_000);
  assertEquals(new Set(POPULATION.addresses).size, POPULATION.addresses.length);
});

Deno.test("buildPopulation() uses addresses that belong to nobody", () => {
  assert(POPULATION.addresses.every((address) => /^(10\.\d+\.\d+\.\d+|2001:db8:[0-9a-f]+::[0-9a-f]+)$/.test(address)));
});

Deno.test("buildPopulation() is bounded whatever the traffic", () => {
  assertEquals(buildPopulation({ requests: 1, regions: 1, seed: 1 }).clientsPerRegion, 50);
  assertEquals(buildPopulation({ requests: 1e9, regions: 1, seed: 1 }).clientsPerRegion, 20_000);
});

Deno.test("drawClient() stays in the region and lets the busiest tenth make a fifth of the requests", () => {
  const random = new Random(5, "clients");
  const ranks = Array.from({ length: 50_000 }, () => drawClient(random, POPULATION, 2) - 2 * 2_000);
  assert(ranks.every((rank) => rank >= 0 && rank < 2_000));
  assertAlmostEquals(ranks.filter((rank) => rank < 200).length / ranks.length, 0.215, 0.01);
});
