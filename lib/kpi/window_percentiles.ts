/** Percentiles of minutes, hours and days from the sketches of minutes. @module */
import { DAY_MS } from "../table/day.ts";
import type { BucketCounts } from "../traffic/sketch_rows.ts";
import type { KpiWindow } from "./kpi.ts";
import { LatencyHistogram } from "./latency_histogram.ts";
import { type PercentileRow, percentilesOf } from "./percentiles.ts";

const HOUR_MS = 3_600_000;

/** The windows of one scope that are longer than a minute; its minutes come in order of time, all of one day. */
export class ScopeWindows {
  readonly #hour = new LatencyHistogram();
  readonly #day = new LatencyHistogram();
  readonly #emit: (row: PercentileRow) => void;
  #hourAt = NaN;

  /** @param emit takes each row as soon as its window is over */
  constructor(readonly scopeKind: string, readonly scope: string, emit: (row: PercentileRow) => void) {
    this.#emit = emit;
  }

  /**
   * Takes the next minute.
   *
   * @param minuteAt its start, ms since 1970
   */
  addMinute(minuteAt: number, sketch: BucketCounts): void {
    const hourAt = minuteAt - minuteAt % HOUR_MS;
    if (hourAt !== this.#hourAt) this.#endHour();
    this.#hourAt = hourAt;
    this.#hour.add(sketch);
    this.#report("minute", minuteAt, sketch);
  }

  /** Ends the day. */
  finish(): void {
    this.#endHour();
    this.#report("day", this.#hourAt - this.#hourAt % DAY_MS, this.#day.sketch());
  }

  #endHour(): void {
    const sketch = this.#hour.sketch();
    this.#report("hour", this.#hourAt, sketch);
    this.#day.add(sketch);
    this.#hour.clear();
  }

  #report(window: KpiWindow, startAt: number, sketch: BucketCounts): void {
    const percentiles = percentilesOf(sketch);
    if (percentiles === null) return;
    const { scopeKind: scope_kind, scope } = this;
    this.#emit({ window_start_at: startAt, window, scope_kind, scope, ...percentiles });
  }
}
