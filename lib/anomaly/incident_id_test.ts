import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { incidentId } from "./incident_id.ts";

Deno.test("incidentId() is the FNV-1a of its parts, the same on every machine", () => {
  assertEquals(incidentId(0, "server", "web-07", "request_count"), incidentId(0, "server", "web-07", "request_count"));
  assertMatch(incidentId(0, "server", "web-07", "request_count"), /^[0-9a-f]{16}$/);
});

Deno.test("incidentId() differs in every part, and where parts join differently", () => {
  const first = incidentId(1, "server", "web-07", "request_count");
  assertNotEquals(incidentId(2, "server", "web-07", "request_count"), first);
  assertNotEquals(incidentId(1, "region", "web-07", "request_count"), first);
  assertNotEquals(incidentId(1, "server", "web-08", "request_count"), first);
  assertNotEquals(incidentId(1, "server", "web-07", "retry_ratio"), first);
  assertNotEquals(incidentId(1, "a", "bc", "d"), incidentId(1, "ab", "c", "d"));
});
