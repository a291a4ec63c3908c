import { assertEquals, assertRejects } from "@std/assert";
import { retrying } from "./retry.ts";

const PATIENCE = { attemptCount: 3, firstPauseMs: 0 };

function failing(times: number): { work: () => Promise<number>; count: () => number } {
  let count = 0;
  const work = () => ++count <= times ? Promise.reject(new Error(`failure ${count}`)) : Promise.resolve(count);
  return { work, count: () => count };
}

Deno.test("retrying() gives up after its last try, with the failure of that", async () => {
  const { work, count } = failing(9);
  await assertRejects(() => retrying(work, () => true, PATIENCE), Error, "failure 3");
  assertEquals(count(), 3);
});

Deno.test("retrying() passes on at once what another try cannot mend", async () => {
  const { work, count } = failing(9);
  await assertRejects(
    () => retrying(work, (error) => !String(error).includes("failure"), PATIENCE),
    Error,
    "failure 1",
  );
  assertEquals(count(), 1);
});
