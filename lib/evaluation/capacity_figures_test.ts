import { assert, assertEquals } from "@std/assert";
import { capacityFigures } from "./capacity_figures.ts";

Deno.test("capacity is told as promised: parameters within 10 %, no limit misplaced, intervals that cover", () => {
  const { foundRatio, worstErrors, misplacedRatio, forecasts } = capacityFigures(10, 1);
  assertEquals([foundRatio, misplacedRatio], [1, 0]);
  for (const [name, error] of Object.entries(worstErrors)) assert(error <= 0.1, `${name} is off by ${error}`);
  for (const { historyDays, coverage } of forecasts) {
    assert(coverage >= 0.85 && coverage <= 0.95, `${historyDays} days of history: ${coverage}`);
  }
});
