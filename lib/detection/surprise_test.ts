import { assert, assertEquals } from "@std/assert";
import { PARAMETERS } from "./parameters.ts";
import { DAY, SeasonalProfile } from "./seasonal_profile.ts";
import { Surprise } from "./surprise.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** A day that rises and falls, and a little noise. */
function valueAt(minute: number): number {
  return 500 + 400 * Math.sin(2 * Math.PI * minute / DAY_MINUTES) + (minute * 7919) % 11;
}

/** Runs some days and returns the p-values. */
function pValues(minutes: number, changed: ReadonlyMap<number, number>, isSeasonal: boolean): number[] {
  const day = new SeasonalProfile(DAY);
  const surprise = new Surprise(PARAMETERS.surprise, day);
  return Array.from({ length: minutes }, (_, minute) => {
    const [at, value] = [minute * MINUTE_MS, changed.get(minute) ?? valueAt(minute)];
    if (minute < 40) surprise.begin(value);
    else surprise.judge(at, value);
    if (isSeasonal) {
      day.residual(at, value, value - 500, 0.2);
      day.learn(at, value, 300, 0.2);
    }
    surprise.learn(value);
    return surprise.pValue;
  });
}

Deno.test("Surprise is larger for what is off the day, once the day is known", () => {
  const last = 20 * DAY_MINUTES;
  const changed = new Map([[last, valueAt(last) + 14]]);
  const [plain] = pValues(last + 1, changed, false).slice(-1);
  const [seasonal] = pValues(last + 1, changed, true).slice(-1);
  assert(seasonal! < plain! / 2, `${seasonal} ${plain}`);
});

Deno.test("Surprise carries over to what goes on in the same direction, not to what turns round", () => {
  const strengthAfter = (values: readonly number[]) => {
    const surprise = new Surprise(PARAMETERS.surprise, new SeasonalProfile(DAY));
    for (let minute = 0; minute < 2000; minute++) {
      surprise.judge(minute * MINUTE_MS, (minute * 7919) % 11);
      surprise.learn((minute * 7919) % 11);
    }
    return values.map((value, i) => surprise.judge((2000 + i) * MINUTE_MS, value)).at(-1)!;
  };
  assert(strengthAfter([20, 20]) > strengthAfter([5, 20]));
  assert(strengthAfter([-10, 20]) <= strengthAfter([5, 20]) + 1e-9);
});

Deno.test("Surprise has the p-value 1 while it warms up", () => {
  assertEquals(pValues(40, new Map([[30, 1e6]]), false), new Array(40).fill(1));
});
