import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { buildFleet } from "./fleet.ts";
import { type IncidentKind, SEEDED_KINDS } from "./incident_kind.ts";
import { INCIDENT_PROFILES } from "./incident_profile.ts";
import { placeIncidents } from "./place_incidents.ts";
import { DAY_MINUTES, type SyntheticPlan, syntheticPlan } from "./plan.ts";

function place(given: Partial<SyntheticPlan>) {
  const plan = syntheticPlan(given);
  return placeIncidents(plan, buildFleet(plan));
}

Deno.test("placeIncidents() keeps incidents of any seed apart, in their day and within their lengths", () => {
  const property = fc.property(fc.integer(), fc.integer({ min: 1, max: 3 }), (seed, days) => {
    let free = 0;
    for (const incident of place({ seed, days })) {
      const { minMinutes, maxMinutes } = INCIDENT_PROFILES[incident.kind];
      const minutes = incident.endMinute - incident.startMinute;
      assert(minutes >= minMinutes && minutes <= maxMinutes);
      assert(incident.startMinute >= free + 30, "thirty quiet minutes before it");
      const day = Math.floor(incident.startMinute / DAY_MINUTES);
      assert(incident.startMinute >= day * DAY_MINUTES + 120);
      assert(incident.endMinute <= (day + 1) * DAY_MINUTES - 60);
      free = incident.endMinute;
    }
  });
  fc.assert(property, { seed: 3, numRuns: 200 });
});

Deno.test("placeIncidents() draws six to eight different kinds a day, and in the end all that seeds draw", () => {
  const seen = new Set<IncidentKind>();
  for (let seed = 0; seed < 20; seed++) {
    const kinds = place({ seed }).map((incident) => incident.kind);
    assert(kinds.length >= 6 && kinds.length <= 8);
    assertEquals(new Set(kinds).size, kinds.length);
    kinds.forEach((kind) => seen.add(kind));
  }
  assertEquals([...seen].sort(), SEEDED_KINDS.toSorted());
});

Deno.test("placeIncidents() places none, or those listed, each day", () => {
  assertEquals(place({ incidents: "none" }), []);
  const kinds = place({ incidents: ["memory_leak", "server_down"], days: 2 }).map((incident) => incident.kind);
  assertEquals(kinds.toSorted(), ["memory_leak", "memory_leak", "server_down", "server_down"]);
});

Deno.test("placeIncidents() names a scope of the right kind", () => {
  for (const { scopeKind, region, server } of place({ days: 30 })) {
    assertEquals([region === null, server === null], [scopeKind === "all", scopeKind !== "server"]);
  }
});

Deno.test("placeIncidents() says when a day is too short", () => {
  const incidents = new Array<IncidentKind>(9).fill("memory_leak");
  assertThrows(() => place({ incidents }), RangeError, "Cannot place 9 incidents in a day: they take");
});
