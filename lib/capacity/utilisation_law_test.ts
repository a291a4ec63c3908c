import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { cpuAt, throughputAt, utilisationLaw } from "./utilisation_law.ts";

const minutes = Array.from({ length: 200 }, (_, minute) => {
  const throughput = 20 + 15 * Math.sin(minute / 20);
  return { throughput, cpuPercent: 5 + 1.5 * throughput + 0.5 * Math.sin(7 * minute) };
});

Deno.test("utilisationLaw() finds what a request costs and what there is without any", () => {
  const law = utilisationLaw(minutes)!;
  assertAlmostEquals(law.percentPerRps, 1.5, 0.02);
  assertAlmostEquals(law.basePercent, 5, 0.5);
  assertAlmostEquals(throughputAt(law, 80), 50, 0.6);
  assertAlmostEquals(cpuAt(law, 30), 50, 0.6);
});

Deno.test("a fifth of odd minutes does not move it", () => {
  const odd = minutes.map((minute, place) => place % 5 === 0 ? { ...minute, cpuPercent: 98 } : minute);
  assertAlmostEquals(utilisationLaw(odd)!.percentPerRps, 1.5, 0.12);
});

Deno.test("utilisationLaw() is null where nothing can be told", () => {
  assertEquals(utilisationLaw(minutes.slice(0, 20)), null);
  assertEquals(utilisationLaw(minutes.map(({ cpuPercent }) => ({ cpuPercent, throughput: 20 }))), null);
  assertEquals(utilisationLaw(minutes.map(({ throughput }) => ({ throughput, cpuPercent: 90 - throughput }))), null);
});

Deno.test("a server that is busy without any request has nothing left", () => {
  assertEquals(throughputAt({ basePercent: 95, percentPerRps: 1 }, 80), 0);
  assert(cpuAt({ basePercent: 95, percentPerRps: 1 }, 10) > 100);
});
