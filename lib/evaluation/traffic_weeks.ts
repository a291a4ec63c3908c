/** Hours of traffic over weeks, with what makes forecasting hard. @module */
import { drawNormal } from "../synthetic/distribution.ts";
import { Random } from "../synthetic/random.ts";

/** How often a day is a holiday, and what is left of its traffic. */
const HOLIDAY_CHANCE = 0.03;
const HOLIDAY_LEVEL = Math.log(0.5);
const WEEKEND_LEVEL = -0.5;
/** Correlation of the noise of an hour with that before. */
const MEMORY = 0.7;

/**
 * Draws requests a second by hours: days and weeks with their shape, growth or decline of up to 0.7 % a day, days that are
 * better or worse than others, holidays, and noise with a memory.
 */
export function trafficWeeks(seed: number, days: number): number[] {
  const random = new Random(seed, "traffic weeks");
  const growth = random.between(-0.003, 0.007);
  const noise = random.between(0.03, 0.08);
  let drift = 0;
  return Array.from({ length: days }, (_, day) => {
    const holiday = random.uniform() < HOLIDAY_CHANCE ? HOLIDAY_LEVEL : 0;
    const level = 5 + growth * day + (day % 7 >= 5 ? WEEKEND_LEVEL : 0) + 0.05 * drawNormal(random) + holiday;
    return Array.from({ length: 24 }, (_, hour) => {
      drift = MEMORY * drift + noise * drawNormal(random);
      return Math.exp(level + 0.8 * Math.sin(2 * Math.PI * (hour - 9) / 24) + drift);
    });
  }).flat();
}
