import { assertEquals, assertRejects } from "@std/assert";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { TrialDashboard } from "./trial_dashboard.ts";
import { WarehouseDoor } from "./warehouse_door.ts";

const one = (warehouse: Warehouse) => warehouse.query("select 1 as one");

Deno.test("what waits together is done in one opening, and the file is free afterwards", async () => {
  using trial = new TrialDashboard();
  const door = new WarehouseDoor(trial.open, () => 0);
  await Promise.all([door.through(one), door.through(one), door.through(one)]);
  await door.closed();
  assertEquals(trial.openings, 1);
  await using other = await trial.open();
  assertEquals(await one(other), [{ one: 1 }]);
});

Deno.test("work that fails harms nobody but who wanted it", async () => {
  using trial = new TrialDashboard();
  const door = new WarehouseDoor(trial.open, () => 0);
  const failing = door.through(() => Promise.reject(new RangeError("no")));
  const working = door.through(one);
  await assertRejects(() => failing, RangeError, "no");
  assertEquals(await working, [{ one: 1 }]);
  await door.closed();
});

Deno.test("a warehouse that cannot be opened fails those who wait, and the next try is a new one", async () => {
  using trial = new TrialDashboard();
  let isHeld = true;
  const door = new WarehouseDoor(() => isHeld ? Promise.reject(new Error("held")) : trial.open(), () => 0);
  await assertRejects(() => door.through(one), Error, "held");
  isHeld = false;
  assertEquals(await door.through(one), [{ one: 1 }]);
  await door.closed();
});
