import { assertEquals } from "@std/assert";
import { buildFleet } from "./fleet.ts";

Deno.test("buildFleet() shares the servers out evenly and names them region by region", () => {
  const fleet = buildFleet({ servers: 20, regions: 4, seed: 42 });
  assertEquals(fleet.serversOf.map((servers) => servers.length), [5, 5, 5, 5]);
  assertEquals(fleet.servers[0]!.id, "web-01");
  assertEquals(fleet.servers[19]!.id, "web-20");
  assertEquals(fleet.serversOf[1]!.map((server) => fleet.servers[server]!.id)[0], "web-06");
});

Deno.test("buildFleet() gives each region a server when they do not divide", () => {
  assertEquals(buildFleet({ servers: 5, regions: 4, seed: 1 }).serversOf.map((servers) => servers.length), [
    2,
    1,
    1,
    1,
  ]);
});

Deno.test("buildFleet() pads the names so that they sort", () => {
  assertEquals(buildFleet({ servers: 120, regions: 1, seed: 1 }).servers[6]!.id, "web-007");
});
