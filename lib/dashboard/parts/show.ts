/** Values as people read them. Nothing known is a dash. @module */

import { zoneOffsetMs } from "../../telemetry/value/time_zone.ts";

const UNKNOWN = "–";

/** Shows a value, which may be unknown. */
export type Show = (value: unknown) => string;

/** Makes a way to show numbers that is a dash for anything else. */
function known(words: (value: number) => string): Show {
  return (value) => typeof value === "number" && Number.isFinite(value) ? words(value) : UNKNOWN;
}

/** Three or four digits, thousands apart. */
export const showNumber: Show = known((value) => value.toLocaleString("en", { maximumSignificantDigits: 4 }));

/** A whole number, thousands apart. */
export const showCount: Show = known((value) => Math.round(value).toLocaleString("en"));

/** A ratio as a share of a hundred. */
export const showPercent: Show = known((value) => {
  const percent = 100 * value;
  return `${
    percent !== 0 && Math.abs(percent) < 1
      ? percent.toPrecision(2)
      : percent.toFixed(Math.abs(percent) < 99.5 || Math.abs(percent) > 100.5 ? 1 : 2)
  } %`;
});

/** A number that is in percent already. */
export const showPercentage: Show = known((value) => `${value.toFixed(1)} %`);

/** A latency in ms, from a second on in seconds. */
export const showLatency: Show = known((value) =>
  value < 999.5
    ? `${value.toPrecision(value < 99.5 ? 2 : 3)} ms`.replace(/\.0+ ms$/, " ms")
    : `${(value / 1_000).toPrecision(3)} s`
);

/** Three digits behind the point, as of apdex. */
export const showIndex: Show = known((value) => value.toFixed(3));

/** A moment in UTC, to the minute. */
export const showMoment: Show = momentIn("UTC");

/** Shows moments as the clock of a zone does, to the minute. @param zone IANA name */
export function momentIn(zone: string): Show {
  return known((at) => new Date(at + zoneOffsetMs(zone, at)).toISOString().slice(0, 16).replace("T", " "));
}

/** Shows moments as the clock of a zone does, to the millisecond. @param zone IANA name */
export function instantIn(zone: string): Show {
  return known((at) => new Date(at + zoneOffsetMs(zone, at)).toISOString().slice(0, 23).replace("T", " "));
}

/** Shows moments as titles do, such as `04 May 12:34`. @param zone IANA name */
export function shortMomentIn(zone: string): Show {
  return known((at) => {
    const clock = new Date(at + zoneOffsetMs(zone, at));
    const day = clock.toLocaleDateString("en-GB", { timeZone: "UTC", day: "2-digit", month: "short" });
    return `${day} ${clock.toISOString().slice(11, 16)}`;
  });
}

/** A duration in minutes, hours or days. */
export const showDuration: Show = known((ms) => {
  const minutes = ms / 60_000;
  if (minutes < 120) return `${Math.round(minutes)} min`;
  return minutes < 2_880 ? `${(minutes / 60).toFixed(1)} h` : `${Math.round(minutes / 1_440)} days`;
});

/** Text as it is, and whether something is so in words. */
export const showText: Show = (value) =>
  value === null || value === undefined ? UNKNOWN : typeof value === "boolean" ? value ? "yes" : "no" : String(value);
