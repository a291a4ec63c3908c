/** Series without incidents, for the check that p-values keep what they promise. @module */
import { drawNormal, drawPoisson } from "../synthetic/distribution.ts";
import { Random } from "../synthetic/random.ts";

/** What a series is called and how its next value is drawn. */
interface Law {
  readonly name: string;
  draw(random: Random, previous: number): number;
}

const LAWS: readonly Law[] = [
  { name: "Poisson, mean 4", draw: (random) => drawPoisson(random, 4) },
  { name: "Poisson, mean 100", draw: (random) => drawPoisson(random, 100) },
  { name: "autoregressive, 0.5", draw: (random, previous) => 0.5 * previous + drawNormal(random) },
  { name: "autoregressive, 0.9", draw: (random, previous) => 0.9 * previous + drawNormal(random) },
  { name: "Student t, 3 degrees", draw: (random) => drawStudent(random, 3) },
  { name: "log-normal", draw: (random) => Math.exp(drawNormal(random)) },
];

/** A stationary series. */
export interface StationarySeries {
  readonly name: string;
  readonly values: Float64Array;
}

/** Makes one series of each law, the same for the same seed. */
export function stationarySeries(length: number, seed: number): StationarySeries[] {
  return LAWS.map(({ name, draw }) => {
    const random = new Random(seed, name);
    const values = new Float64Array(length);
    for (let row = 0, previous = 0; row < length; row++) previous = values[row] = draw(random, previous);
    return { name, values };
  });
}

function drawStudent(random: Random, degrees: number): number {
  let squares = 0;
  for (let degree = 0; degree < degrees; degree++) squares += drawNormal(random) ** 2;
  return drawNormal(random) / Math.sqrt(squares / degrees);
}
