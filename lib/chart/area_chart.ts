/** Parts of a whole over time, stacked. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartOf, type Moment, timeAxis, type TimeAxisOptions } from "./chart.ts";

/** One part. */
export interface AreaPart {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Moment[];
}

/** Moments that are drawn at most; of more, neighbours are averaged, so that parts still add up. */
const MOST_MOMENTS = 480;

/** Stacks parts, the first at the bottom. All have the same moments, each the start of a step; steps that are missing are 0. */
export function areaChart(
  description: string,
  parts: readonly AreaPart[],
  options: TimeAxisOptions & { readonly unit: string; readonly stepMs: number },
): TopLevelSpec {
  const values = parts.flatMap(({ name, points }, order) =>
    closed(averaged(gapless(points, options.stepMs)), points, options.stepMs)
      .map(({ at, value }) => ({ at, value, name, order }))
  );
  return chartOf(description, {
    data: { values },
    mark: { type: "area", interpolate: "step-after" },
    encoding: {
      x: timeAxis("at", options),
      y: { field: "value", type: "quantitative", title: options.unit, stack: "zero", axis: { tickCount: 5 } },
      color: {
        field: "name",
        type: "nominal",
        sort: null,
        title: null,
        scale: { domain: parts.map(({ name }) => name), range: parts.map(({ colour }) => colour) },
      },
      order: { field: "order", type: "ordinal" },
    },
  }, options);
}

function gapless(points: readonly Moment[], stepMs: number): readonly Moment[] {
  return points.flatMap((point, place) => {
    const next = points[place + 1]?.at ?? 0;
    const missing = Math.max(0, Math.round((next - point.at) / stepMs) - 1);
    return [point, ...Array.from({ length: missing }, (_, i) => ({ at: point.at + (i + 1) * stepMs, value: 0 }))];
  });
}

/** Draws the last step to its end. */
function closed(drawn: readonly Moment[], points: readonly Moment[], stepMs: number): readonly Moment[] {
  const [end, last] = [drawn.at(-1), points.at(-1)];
  return end === undefined || last === undefined ? drawn : [...drawn, { at: last.at + stepMs, value: end.value }];
}

function averaged(points: readonly Moment[]): readonly Moment[] {
  const size = Math.ceil(points.length / MOST_MOMENTS);
  if (size <= 1) return points;
  return Array.from({ length: Math.ceil(points.length / size) }, (_, group) => {
    const members = points.slice(group * size, (group + 1) * size);
    return { at: members[0]!.at, value: members.reduce((sum, { value }) => sum + (value ?? 0), 0) / members.length };
  });
}
