import { assertEquals, assertThrows } from "@std/assert";
import { buildPopulation } from "./client.ts";
import { buildFleet } from "./fleet.ts";
import { blankRequest } from "./request.ts";
import { RequestCsv } from "./request_csv.ts";

const PLAN = { servers: 4, regions: 2, requests: 100, seed: 42 };
const MINUTE_AT = Date.UTC(2026, 0, 5, 23, 59);

function requestCsv(): RequestCsv {
  const csv = new RequestCsv(buildFleet(PLAN), buildPopulation(PLAN));
  csv.openMinute(MINUTE_AT);
  return csv;
}

Deno.test("RequestCsv writes a row with the start to the millisecond and the duration to a tenth", () => {
  const population = buildPopulation(PLAN);
  const client = [...population.agentOf].findIndex((agent) => !population.agents[agent]!.includes(","));
  const csv = requestCsv();
  csv.write({
    ...blankRequest(),
    at: MINUTE_AT + 7_045,
    server: 2,
    client,
    method: 1,
    retry: 2,
    status: 503,
    durationMs: 10_000.96,
    sentBytes: 1_234,
  });
  assertEquals(
    new TextDecoder().decode(csv.take()),
    `2026-01-05T23:59:07.045Z,web-03,eu-west,POST,503,10001.0,1,1234,${population.addresses[client]},` +
      `${population.agents[population.agentOf[client]!]}\n`,
  );
});

Deno.test("RequestCsv refuses a request of a minute that is not open", () => {
  assertThrows(() => requestCsv().write({ ...blankRequest(), at: MINUTE_AT + 60_000 }), RangeError, "another minute");
});
