/**
 * How busy a region is at a moment of its own week.
 *
 * Human traffic follows the day (least at four in the morning, most from noon to evening) and the week (less at
 * weekends). Two harmonics give the day its low night and its broad plateau; both factors have mean 1, so that the
 * product keeps a region's share of the week.
 *
 * @module
 */
import type { Region } from "./fleet.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Day 0 of the epoch, 1970-01-01, was a Thursday. */
const FIRST_WEEKDAY = 4;

/** From Sunday to Saturday. */
const WEEKDAY_FACTORS = [0.78, 1.06, 1.12, 1.12, 1.1, 1.02, 0.8] as const;

/** Computes the rate at an hour of the local day (0..24) relative to the day's mean: 0.35 at night, 1.48 at 13:00. */
export function dailyFactor(hour: number): number {
  const turn = 2 * Math.PI / 24;
  return 1 + 0.55 * Math.cos(turn * (hour - 15)) + 0.12 * Math.cos(2 * turn * (hour - 10));
}

/** Looks up the rate of a weekday (0 is Sunday) relative to the week's mean. */
export function weeklyFactor(weekday: number): number {
  return WEEKDAY_FACTORS[weekday] ?? 1;
}

/** Computes the rate of a region at a moment, relative to the other regions and moments. */
export function trafficRate(region: Region, at: number): number {
  const local = at + region.utcOffsetHours * HOUR_MS;
  const hour = (local % DAY_MS) / HOUR_MS;
  const weekday = (Math.floor(local / DAY_MS) + FIRST_WEEKDAY) % 7;
  return region.trafficWeight * dailyFactor(hour) * weeklyFactor(weekday);
}
