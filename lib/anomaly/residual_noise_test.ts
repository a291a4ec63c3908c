import { assert, assertEquals } from "@std/assert";
import { drawNormal } from "../synthetic/distribution.ts";
import { Random } from "../synthetic/random.ts";
import { ResidualNoise } from "./residual_noise.ts";

function learnt(count: number, next: (previous: number) => number): ResidualNoise {
  const noise = new ResidualNoise();
  let residual = 0;
  for (let window = 0; window < count; window++) noise.learn(residual = next(residual));
  return noise;
}

Deno.test("inflation() stays near 1 for residuals of variance 1 without memory", () => {
  const random = new Random(1, "noise");
  const noise = learnt(5_000, () => drawNormal(random));
  assert(noise.inflation(1, 1) < 1.2);
  assert(noise.inflation(10, 1) < 1.5);
});

Deno.test("inflation() is never below 1, however calm the residuals", () => {
  assertEquals(learnt(5_000, () => 0).inflation(1, 1), 1);
});

Deno.test("inflation() of sums grows with the correlation: (1 + 0.5) / (1 - 0.5) = 3 for half of it", () => {
  const random = new Random(2, "noise");
  const inflation = learnt(20_000, (previous) => 0.5 * previous + Math.sqrt(0.75) * drawNormal(random)).inflation(
    10,
    1,
  );
  assert(inflation > 2.2 && inflation < 4, `${inflation}`);
});

Deno.test("inflation() tells the sides apart", () => {
  const random = new Random(3, "noise");
  const noise = learnt(5_000, () => {
    const residual = drawNormal(random);
    return residual > 0 ? 2 * residual : residual;
  });
  assert(noise.inflation(1, 1) > 2.2);
  assert(noise.inflation(1, -1) < 1.2);
});

Deno.test("inflation() begins with the correlation that is assumed", () => {
  assertEquals(new ResidualNoise(0.5).inflation(3, 1), 3);
});
