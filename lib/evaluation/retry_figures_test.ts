import { assert, assertEquals } from "@std/assert";
import { HABITS, habitualRequests } from "./habitual_traffic.ts";
import { figuresOf } from "./retry_figures.ts";
import { countLinks, type TrialRequest } from "./retry_trial.ts";
import { retryingRequests } from "./retrying_days.ts";

Deno.test("countLinks() calls a link right when it joins the failure with the request that repeats it", () => {
  const at = (request: number, startedAt: number, isFailed: boolean, repeats: number | null): TrialRequest => (
    { request, key: 1, startedAt: startedAt + 0.5, durationMs: 10, isFailed, repeats }
  );
  const requests = [
    at(0, 0, true, null),
    at(1, 400, false, 0),
    at(2, 500_000, true, null),
    at(3, 500_300, false, null),
  ];
  const counts = { requestCount: 4, trueCount: 1, inferredCount: 2, rightCount: 1 };
  assertEquals(countLinks(requests), counts);
  const figures = { precision: 0.5, recall: 1, falseRatio: 0.25, requestCount: 4, trueCount: 1 };
  assertEquals(figuresOf("both", [counts]), { traffic: "both", ...figures });
});

Deno.test("retries of a synthetic day are found though the day does not state them", () => {
  const requests = retryingRequests({ seed: 3, requests: 50_000 });
  for (const { repeats, isFailed, startedAt } of requests) {
    if (repeats === null) continue;
    const before = requests[repeats]!;
    assert(before.isFailed && before.startedAt + before.durationMs <= startedAt, `${isFailed}`);
  }
  const { precision, recall, trueCount } = figuresOf("day", [countLinks(requests)]);
  assert(trueCount > 500 && precision! >= 0.95 && recall! >= 0.95, JSON.stringify({ trueCount, precision, recall }));
});

Deno.test("hashes of addresses change nothing in retries, and networks join clients", () => {
  const plan = { seed: 3, requests: 50_000 };
  const kept = retryingRequests(plan);
  assertEquals(retryingRequests(plan, { level: "hash", key: "a key of enough characters" }), kept);
  const [keptRatio, networkRatio] = [kept, retryingRequests(plan, { level: "network" })].map((requests) =>
    figuresOf("day", [countLinks(requests)]).falseRatio
  );
  assert(networkRatio! > 2 * keptRatio!, `${networkRatio} against ${keptRatio}`);
});

for (const habit of HABITS) {
  Deno.test(`of ${habit} hardly a request is called a retry`, () => {
    const requests = habitualRequests(habit, 2);
    const { falseRatio } = figuresOf(habit, [countLinks(requests)]);
    assert(requests.filter(({ isFailed }) => isFailed).length > 0.015 * requests.length);
    assert(falseRatio <= 0.005, String(falseRatio));
  });
}
