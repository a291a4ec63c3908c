/** Which baseline fits which kind of metric. @module */
import type { Baseline } from "./baseline.ts";
import { CountBaseline } from "./count_baseline.ts";
import type { Series } from "./detector.ts";
import { RatioBaseline } from "./ratio_baseline.ts";
import { ValueBaseline } from "./value_baseline.ts";
import { GAUGE_SCALE, LATENCY_SCALE } from "./value_scale.ts";

/** Makes the baseline of a series, which has seen nothing yet. */
export function baselineOf({ kind, windowMs }: Series): Baseline {
  switch (kind) {
    case "count":
      return new CountBaseline(windowMs);
    case "ratio":
      return new RatioBaseline();
    case "latency":
      return new ValueBaseline(LATENCY_SCALE);
    case "gauge":
      return new ValueBaseline(GAUGE_SCALE);
  }
}
