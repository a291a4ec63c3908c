import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  burdens,
  loseBiggestServer,
  loseRegions,
  type ServerGroup,
  type ServerLoad,
  undivided,
} from "./lose_servers.ts";

const DAY = Date.UTC(2026, 4, 4);
const server = (serverId: string, throughput: number, cpuPerRps: number | null, region = "eu"): ServerLoad => ({
  serverId,
  region,
  throughput,
  highest: throughput * 1.2,
  law: cpuPerRps === null ? null : { basePercent: 5, percentPerRps: cpuPerRps },
});
const group = (servers: ServerLoad[]): ServerGroup => ({ scopeKind: "pool", scope: "shop", busiest: 100, servers });

Deno.test("the load of a lost server falls on the others in proportion", () => {
  const rest = burdens(
    [server("a", 50, 1), server("b", 30, 1), server("c", 20, 1)],
    ({ serverId }) => serverId === "a",
  );
  assertEquals(rest.map(({ serverId }) => serverId), ["b", "c"]);
  assertAlmostEquals(rest[0]!.cpuPercent!, 5 + 60);
  assertAlmostEquals(rest[1]!.loadRatio, 2 / 1.2);
});

Deno.test("the server with most of the load is the one that is lost", () => {
  const loss = loseBiggestServer(group([server("a", 40, 1), server("b", 60, 0.5)]), DAY)!;
  assertEquals([loss.lost, loss.worst_server_id, loss.remaining_server_count], ["b", "a", 1]);
  assertAlmostEquals(loss.lost_share_ratio, 0.6);
  assertEquals(loss.verdict, "saturates");
  assertEquals(
    loss.explanation,
    "pool shop does not survive the loss of b at its busiest: a would need 105 % of its CPU.",
  );
});

Deno.test("the rest survives up to 80 % of its CPU, is strained up to 100 % and saturates beyond", () => {
  const verdictOf = (cpuPerRps: number) =>
    loseBiggestServer(group([server("a", 50, cpuPerRps), server("b", 50, cpuPerRps)]), DAY)!.verdict;
  assertEquals([0.75, 0.76, 0.95, 0.96].map(verdictOf), ["survives", "strained", "strained", "saturates"]);
});

Deno.test("without CPU only what a server has carried before is proof", () => {
  const calm = { ...server("a", 30, null), highest: 100 };
  assertEquals(loseBiggestServer(group([calm, server("b", 40, null)]), DAY)!.verdict, "survives");
  const loss = loseBiggestServer(group([server("a", 30, null), server("b", 40, null)]), DAY)!;
  assertEquals([loss.verdict, loss.worst_cpu_percent], ["cannot_tell", null]);
  assert(loss.explanation.includes("194 % of the most it has had"), loss.explanation);
});

Deno.test("a single server leaves nothing, an empty group says nothing", () => {
  assertEquals(
    loseBiggestServer(group([server("a", 30, 1)]), DAY)!.explanation,
    "Without a nothing is left of pool shop.",
  );
  assertEquals(loseBiggestServer(group([]), DAY), null);
});

Deno.test("each region can be lost where there are two", () => {
  const servers = [server("a", 50, 1, "eu"), server("b", 25, 1, "us"), server("c", 25, 1, "us")];
  assertEquals(loseRegions(group(servers), DAY).map(({ lost, verdict }) => [lost, verdict]), [
    ["eu", "survives"],
    ["us", "saturates"],
  ]);
  assertEquals(loseRegions(group(servers.slice(1)), DAY), []);
});

Deno.test("pools and regions take over within themselves, the whole service only where it has neither", () => {
  const whole: ServerGroup = { ...group([]), scopeKind: "all", scope: "(all)" };
  assertEquals(undivided([whole, group([])]).map(({ scope }) => scope), ["shop"]);
  assertEquals(undivided([whole]).map(({ scope }) => scope), ["(all)"]);
});
