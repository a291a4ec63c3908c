import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { drawNormal, drawPoisson } from "../synthetic/distribution.ts";
import { Random } from "../synthetic/random.ts";
import type { MetricKind, Point, Series } from "./detector.ts";
import { fillGaps } from "./fill_gaps.ts";
import { robustSeasonal } from "./robust_seasonal.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const detector = robustSeasonal();

/** A series of one point a minute; a minute whose point is null is a gap. */
function seriesOf(
  kind: MetricKind,
  minutes: number,
  pointOf: (minute: number) => Omit<Point, "at"> | null,
): Series {
  const points = Array.from({ length: minutes }, (_, minute) => {
    const point = pointOf(minute);
    return point === null ? [] : [{ at: minute * MINUTE_MS, ...point }];
  }).flat();
  return { scopeKind: "all", scope: "(all)", metric: "some", kind, windowMs: MINUTE_MS, points };
}

function countsOf(seed: number, minutes: number, rateOf: (minute: number) => number): Series {
  const random = new Random(seed, "counts");
  return seriesOf("count", minutes, (minute) => {
    const value = drawPoisson(random, rateOf(minute));
    return value === 0 ? null : { value, sampleCount: value };
  });
}

function ratiosOf(seed: number, minutes: number, requests: number, ratioOf: (minute: number) => number): Series {
  const random = new Random(seed, "ratios");
  return seriesOf("ratio", minutes, (minute) => {
    const sampleCount = drawPoisson(random, requests);
    let failures = 0;
    for (let request = 0; request < sampleCount; request++) {
      if (random.uniform() < ratioOf(minute)) failures++;
    }
    return sampleCount === 0 ? null : { value: failures / sampleCount, sampleCount };
  });
}

/** The 95th percentile of log-normal durations around 100 ms. */
function latenciesOf(seed: number, minutes: number, requests: number, factorOf: (minute: number) => number): Series {
  const random = new Random(seed, "latencies");
  return seriesOf("latency", minutes, (minute) => {
    const durations = Array.from({ length: requests }, () => 100 * Math.exp(0.5 * drawNormal(random))).sort((a, b) =>
      a - b
    );
    return {
      value: durations[Math.ceil(0.95 * requests) - 1]! * factorOf(minute),
      sampleCount: requests,
    };
  });
}

function gaugesOf(seed: number, minutes: number, levelOf: (minute: number) => number): Series {
  const random = new Random(seed, "gauges");
  return seriesOf("gauge", minutes, (minute) => ({ value: levelOf(minute) + drawNormal(random), sampleCount: 1 }));
}

const within = (from: number, to: number, inside: number, outside: number) => (minute: number) =>
  minute >= from && minute < to ? inside : outside;

const minutesOf = (series: Series) => detector.detect(fillGaps(series)).departures.map(({ at }) => at / MINUTE_MS);

/** The first departure lies in the range, and none more than ten minutes outside of it. */
function assertFoundWithin(series: Series, from: number, latest: number, to: number): void {
  const minutes = minutesOf(series);
  assert(minutes.length > 0, "nothing found");
  assert(minutes[0]! >= from && minutes[0]! <= latest, `first found in minute ${minutes[0]}`);
  assert(minutes.at(-1)! < to + 10, `last found in minute ${minutes.at(-1)}`);
}

Deno.test("robustSeasonal() is quiet on Poisson counts, even and with a daily shape, at 0.7 to 139 a minute", () => {
  const shape = (minute: number) => 1 - 0.6 * Math.cos((2 * Math.PI * minute) / DAY_MINUTES);
  for (const rate of [0.7, 3, 7, 35, 139]) {
    assertEquals(minutesOf(countsOf(rate, 3 * DAY_MINUTES, () => rate)), []);
    assertEquals(minutesOf(countsOf(rate, 3 * DAY_MINUTES, (minute) => rate * shape(minute))), []);
  }
});

Deno.test("robustSeasonal() is quiet on binomial ratios, log-normal latencies and correlated gauges", () => {
  for (const requests of [2, 7, 139]) {
    assertEquals(minutesOf(ratiosOf(requests, 3 * DAY_MINUTES, requests, () => 0.004)), []);
    assertEquals(minutesOf(latenciesOf(requests, 3 * DAY_MINUTES, requests, () => 1)), []);
  }
  const random = new Random(9, "drift");
  let drift = 0;
  assertEquals(
    minutesOf(gaugesOf(9, 3 * DAY_MINUTES, () => 50 + (drift = 0.8 * drift + 2 * drawNormal(random)))),
    [],
  );
});

Deno.test("robustSeasonal() is quiet while traffic grows by 30 % an hour", () => {
  assertEquals(minutesOf(countsOf(12, 360, (minute) => 400 * 1.3 ** (minute / 60))), []);
});

Deno.test("robustSeasonal() does not care for a tenth more of a million requests, however certain it is", () => {
  assertEquals(minutesOf(countsOf(13, 600, within(300, 330, 110_000, 100_000))), []);
});

Deno.test("robustSeasonal() finds a surge and a dip of a busy count within two minutes", () => {
  assertFoundWithin(countsOf(1, 600, within(300, 320, 250, 139)), 300, 301, 320);
  assertFoundWithin(countsOf(2, 600, within(300, 320, 60, 139)), 300, 301, 320);
});

Deno.test("robustSeasonal() finds that requests stop: a gap in a count is a count of zero", () => {
  assertFoundWithin(countsOf(3, 600, within(300, 330, 0, 139)), 300, 300, 330);
  assertFoundWithin(countsOf(4, 600, within(300, 330, 0, 7)), 300, 304, 330);
});

Deno.test("robustSeasonal() tells a level shift for as long as it is told to, then takes it for usual", () => {
  const shifted = countsOf(5, 1_200, (minute) => minute < 400 ? 139 : 400);
  const minutes = robustSeasonal({ relearnMs: 60 * MINUTE_MS }).detect(shifted).departures.map(({ at }) =>
    at / MINUTE_MS
  );
  assertEquals(minutes[0], 400);
  assert(minutes.at(-1)! < 500, `last found in minute ${minutes.at(-1)}`);
});

Deno.test("robustSeasonal() takes errors that last for usual when they have lasted as long as it is told", () => {
  const failing = ratiosOf(14, 900, 139, (minute) => minute < 300 ? 0.004 : 0.2);
  const minutes = robustSeasonal({ relearnMs: 60 * MINUTE_MS }).detect(failing).departures.map(({ at }) =>
    at / MINUTE_MS
  );
  assertEquals([minutes[0], minutes.at(-1)], [300, 360]);
});

Deno.test("robustSeasonal() tells a surge of an hour from its first minute to its last", () => {
  const minutes = minutesOf(countsOf(15, 600, within(300, 360, 350, 139)));
  assertEquals([minutes[0], minutes.length], [300, 60]);
});

Deno.test("robustSeasonal() stops telling of a surge when it is over, though the last ten minutes together are many", () => {
  for (const seed of [21, 22, 23, 24]) {
    assert(minutesOf(countsOf(seed, 600, within(300, 330, 350, 139))).at(-1)! < 332);
  }
});

Deno.test("robustSeasonal() goes on telling of a weak departure once it has begun", () => {
  const weak = ratiosOf(16, 600, 20, within(300, 360, 0.05, 0.004));
  const strict = robustSeasonal({ holdThreshold: 99.99999 }).detect(weak).departures.length;
  assert(minutesOf(weak).length > strict && strict > 0, `${minutesOf(weak).length} against ${strict}`);
});

Deno.test("robustSeasonal() takes the end of a long departure for a return, not for a departure to the other side", () => {
  const shifted = gaugesOf(17, 800, within(300, 500, 80, 40));
  assertEquals([...new Set(detector.detect(shifted).departures.map(({ direction }) => direction))], ["high"]);
});

Deno.test("robustSeasonal() finds a burst of errors, sooner where there are more requests", () => {
  assertFoundWithin(ratiosOf(1, 600, 139, within(300, 330, 0.1, 0.004)), 300, 301, 330);
  assertFoundWithin(ratiosOf(2, 600, 7, within(300, 330, 0.4, 0.004)), 300, 304, 330);
});

Deno.test("robustSeasonal() never flags a ratio from fewer than three failures", () => {
  const failing = (failures: number) =>
    seriesOf("ratio", 700, (minute) => ({ value: minute === 600 ? failures / 4 : 0, sampleCount: 4 }));
  const eager = robustSeasonal({ threshold: 99.9 });
  assertEquals(eager.detect(failing(2)).departures, []);
  assertEquals(eager.detect(failing(3)).departures.map(({ at }) => at / MINUTE_MS), [600]);
  assertEquals(minutesOf(failing(4)), [600]);
});

Deno.test("robustSeasonal() takes fewer errors and shorter waits for no departure", () => {
  assertEquals(minutesOf(ratiosOf(3, 600, 139, within(300, 330, 0, 0.3))), []);
  assertEquals(minutesOf(latenciesOf(3, 600, 50, within(300, 330, 0.2, 1))), []);
});

Deno.test("robustSeasonal() finds a slow server within minutes from 7 requests a minute", () => {
  assertFoundWithin(latenciesOf(4, 600, 7, within(300, 340, 3, 1)), 300, 308, 340);
});

Deno.test("robustSeasonal() does not take one slow minute for a slow server", () => {
  assertEquals(minutesOf(latenciesOf(5, 600, 7, within(300, 301, 50, 1))), []);
  assertEquals(minutesOf(gaugesOf(5, 600, within(300, 301, 90, 40))), []);
});

Deno.test("robustSeasonal() says nothing of an idle machine that is twice as busy and still idle", () => {
  assertEquals(minutesOf(gaugesOf(6, 600, within(300, 340, 14, 6))), []);
  assertEquals(minutesOf(gaugesOf(6, 600, within(300, 312, 22, 6))), []);
  assertFoundWithin(gaugesOf(6, 600, within(300, 340, 22, 6)), 314, 316, 340);
  assertFoundWithin(gaugesOf(6, 600, within(300, 340, 30, 6)), 300, 303, 340);
});

Deno.test("robustSeasonal() finds a gauge that jumps and one that leaks", () => {
  assertFoundWithin(gaugesOf(6, 600, within(300, 340, 80, 40)), 300, 303, 340);
  const leak = gaugesOf(7, 600, (minute) => 45 + 0.25 * Math.max(0, minute - 300));
  const first = minutesOf(leak)[0]!;
  assert(first > 300 && first <= 350, `first found in minute ${first}`);
});

Deno.test("robustSeasonal() knows a nightly job after three nights, and misses it when it does not come", () => {
  const nightly = (minute: number) => minute % DAY_MINUTES >= 180 && minute % DAY_MINUTES < 240 ? 400 : 100;
  const days = (series: Series) => new Set(minutesOf(series).map((minute) => Math.floor(minute / DAY_MINUTES)));
  assertEquals([...days(countsOf(8, 6 * DAY_MINUTES, nightly))], [0, 1, 2]);
  const skipped = countsOf(8, 6 * DAY_MINUTES, (minute) => minute < 5 * DAY_MINUTES ? nightly(minute) : 100);
  assertEquals([...days(skipped)], [0, 1, 2, 5]);
});

Deno.test("robustSeasonal() knows what a gauge does each night after three nights", () => {
  const nightly = (minute: number) => minute % DAY_MINUTES >= 180 && minute % DAY_MINUTES < 240 ? 80 : 40;
  const days = minutesOf(gaugesOf(18, 6 * DAY_MINUTES, nightly)).map((minute) => Math.floor(minute / DAY_MINUTES));
  assertEquals([...new Set(days)], [0, 1, 2]);
});

Deno.test("robustSeasonal() knows weekends after three weeks", () => {
  const weekend = (minute: number) => Math.floor(minute / DAY_MINUTES) % 7 >= 5;
  const job = (minute: number) => !weekend(minute) && minute % DAY_MINUTES >= 540 ? 300 : 100;
  const minutes = minutesOf(countsOf(10, 35 * DAY_MINUTES, job));
  assertEquals(minutes.filter((minute) => minute >= 22 * DAY_MINUTES), []);
});

Deno.test("robustSeasonal() reads past points only: a prefix of a series departs as the whole series does up to there", () => {
  const rateOf = (minute: number) => minute % 500 > 460 ? 30 : 8;
  const whole: Record<string, Series> = {
    count: countsOf(11, 2_000, rateOf),
    ratio: ratiosOf(11, 2_000, 20, (minute) => rateOf(minute) / 100),
    latency: latenciesOf(11, 2_000, 7, (minute) => rateOf(minute)),
    gauge: gaugesOf(11, 2_000, rateOf),
  };
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(whole)), fc.integer({ min: 1, max: 1_900 }), (series, length) => {
      const prefix = { ...series, points: series.points.slice(0, length) };
      const end = prefix.points.at(-1)!.at;
      assertEquals(
        detector.detect(prefix).departures,
        detector.detect(series).departures.filter(({ at }) => at <= end),
      );
    }),
    { seed: 4, numRuns: 60 },
  );
});

Deno.test("robustSeasonal() finds something to compare in each kind of series of the test above", () => {
  assert(minutesOf(countsOf(11, 2_000, (minute) => minute % 500 > 460 ? 30 : 8)).length > 20);
});

Deno.test("robustSeasonal() reports expected values inside the band and scores above the threshold", () => {
  for (const departure of detector.detect(countsOf(1, 600, within(300, 320, 250, 139))).departures) {
    assert(departure.lower <= departure.expected && departure.expected <= departure.upper);
    assert(departure.score >= 99.9 && departure.score <= 100);
    assertEquals(departure.direction, departure.observed > departure.expected ? "high" : "low");
  }
});

Deno.test("robustSeasonal() says nothing of an empty series, a short one, nulls or a constant", () => {
  assertEquals(minutesOf(seriesOf("count", 0, () => null)), []);
  assertEquals(minutesOf(countsOf(1, 20, (minute) => minute === 15 ? 900 : 5)), []);
  assertEquals(minutesOf(seriesOf("latency", 300, () => ({ value: null, sampleCount: 0 }))), []);
  for (const kind of ["count", "ratio", "latency", "gauge"] as const) {
    assertEquals(minutesOf(seriesOf(kind, 300, () => ({ value: 1, sampleCount: 1 }))), [], kind);
    assertEquals(minutesOf(seriesOf(kind, 300, () => ({ value: 0, sampleCount: 1 }))), [], kind);
  }
});
