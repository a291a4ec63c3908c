/** Spans of time in rows, such as incidents by where they were. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartOf, timeAxis, type TimeAxisOptions } from "./chart.ts";

/** A span in a row. */
export interface TimelineSpan {
  readonly row: string;
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/** What the kinds of spans are. */
export interface TimelineOptions extends TimeAxisOptions {
  /** Colours by kind, in the order of the legend. */
  readonly kinds: Readonly<Record<string, string>>;
}

const ROW_HEIGHT = 22;

/** Draws spans; rows in the order given. */
export function timeline(description: string, spans: readonly TimelineSpan[], options: TimelineOptions): TopLevelSpec {
  const rows = [...new Set(spans.map(({ row }) => row))];
  return chartOf(description, {
    data: { values: spans },
    mark: { type: "bar", height: { band: 0.6 }, cornerRadius: 2, minBandSize: 2, clip: true },
    encoding: {
      x: timeAxis("from", options),
      x2: { field: "to", type: "temporal" },
      y: { field: "row", type: "nominal", sort: rows, title: null, axis: { domain: false, ticks: false, grid: true } },
      color: {
        field: "kind",
        type: "nominal",
        sort: null,
        title: null,
        scale: { domain: Object.keys(options.kinds), range: Object.values(options.kinds) },
      },
    },
  }, { height: 50 + ROW_HEIGHT * Math.max(1, rows.length), ...options });
}
