import { assertEquals } from "@std/assert";
import type { CapacityRow } from "../capacity/capacity.ts";
import type { CapacityLossRow } from "../capacity/capacity_loss.ts";
import type { MaintenanceWindowRow } from "../capacity/maintenance_window.ts";
import { type CapacityParts, capacityWords } from "./capacity_words.ts";

const NOTHING: CapacityParts = { capacity: [], losses: [], crossings: [], maintenance: [] };
const whole = {
  scope_kind: "all",
  limit_requests_per_second: 80,
  explanation: "the whole service is fine.",
} as CapacityRow;
const loss = (verdict: string, explanation: string) => ({ verdict, explanation }) as CapacityLossRow;
const slot = (scope: string, moved: number, is_recommended = true) =>
  ({
    scope_kind: scope.startsWith("web") ? "server" : "pool",
    scope,
    rank: 1,
    starts_at: Date.UTC(2026, 4, 4, 3),
    moved_request_count: moved,
    is_recommended,
    explanation: `without one of ${scope} little moves.`,
  }) as MaintenanceWindowRow;

Deno.test("capacityWords() says nothing of what is not known", () => {
  assertEquals(capacityWords(NOTHING), []);
  assertEquals(capacityWords({ ...NOTHING, capacity: [{ ...whole, limit_requests_per_second: null }] }), []);
});

Deno.test("capacityWords() tells the worst loss, and none that is survived", () => {
  const losses = [loss("survives", "a."), loss("strained", "b."), loss("saturates", "c.")];
  assertEquals(capacityWords({ ...NOTHING, capacity: [whole], losses }), ["the whole service is fine", "c"]);
  assertEquals(capacityWords({ ...NOTHING, losses: losses.slice(0, 2) }), ["b"]);
  assertEquals(capacityWords({ ...NOTHING, losses: losses.slice(0, 1) }), []);
});

Deno.test("capacityWords() names the recommended slot of the pool that has least to move", () => {
  const maintenance = [slot("shop", 900), slot("cart", 400), slot("search", 1, false), slot("web-01", 2)];
  assertEquals(capacityWords({ ...NOTHING, maintenance }), [
    "maintenance is best at 2026-05-04 03:00: without one of cart little moves",
  ]);
});
