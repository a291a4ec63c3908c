import { assert, assertEquals } from "@std/assert";
import { pickServer, serversInRotation } from "./balancer.ts";
import { buildFleet } from "./fleet.ts";
import { NO_EFFECT } from "./incident_kind.ts";
import { Random } from "./random.ts";
import { blankRequest } from "./request.ts";
import { ServerState } from "./server_state.ts";

const SIZING = { peakRequests: 10, dailyRequests: 1_000, capacityMs: 1_000, firstUtilisation: 0 };

function states(): ServerState[] {
  return buildFleet({ servers: 5, regions: 1, seed: 1 }).servers.map((server, index) =>
    new ServerState(index, server, SIZING)
  );
}

Deno.test("pickServer() spreads requests over the servers by their weights", () => {
  const servers = states();
  const random = new Random(1, "balancer");
  for (let i = 0; i < 5_000; i++) pickServer(servers, random).record(blankRequest());
  for (const { requestCount, server } of servers) {
    assert(Math.abs(requestCount / server.weight - 1_000) < 60, `${server.id}: ${requestCount}`);
  }
});

Deno.test("serversInRotation() leaves out ejected servers, unless no other is left", () => {
  const servers = states();
  servers[2]!.begin({ ...NO_EFFECT, isEjected: true });
  assertEquals(serversInRotation(servers).map((state) => state.index), [0, 1, 3, 4]);
  assertEquals(serversInRotation([servers[2]!]).map((state) => state.index), [2]);
});
