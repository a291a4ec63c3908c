import { assertEquals, assertThrows } from "@std/assert";
import { JsonFieldsError } from "../json/json_fields.ts";
import { parseObjectives } from "./parse_objectives.ts";

const GOOD = { name: "shop", indicator: "availability", target: 0.999, window: "30d" };

function refusal(document: unknown): string {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  return assertThrows(() => parseObjectives(text, 500), JsonFieldsError).message;
}

function refusalOf(values: Readonly<Record<string, unknown>>): string {
  return refusal({ objectives: [GOOD, { ...GOOD, name: "second", ...values }] });
}

Deno.test("parseObjectives() reads everything that slo.json can say", () => {
  const document = {
    objectives: [
      GOOD,
      {
        name: "api fast",
        indicator: "latency",
        target: 0.95,
        threshold_ms: 250.5,
        scope_kind: "pool",
        scope: "api",
        window: "month",
        min_bad_events: 25,
      },
    ],
    maintenance: [{ from: "2026-11-22T02:00Z", to: "2026-11-22T04:30:00+01:00", reason: "database" }],
  };
  const plain = { scopeKind: "all", scope: "(all)", minBadCount: 10 } as const;
  assertEquals(parseObjectives("\uFEFF" + JSON.stringify(document), 500), {
    objectives: [
      { name: "shop", indicator: "availability", targetRatio: 0.999, thresholdMs: null, window: "30d", ...plain },
      {
        name: "api fast",
        indicator: "latency",
        targetRatio: 0.95,
        thresholdMs: 250.5,
        scopeKind: "pool",
        scope: "api",
        window: "month",
        minBadCount: 25,
      },
    ],
    maintenance: [{ from: Date.UTC(2026, 10, 22, 2), to: Date.UTC(2026, 10, 22, 3, 30) }],
    isWritten: true,
  });
});

Deno.test("parseObjectives() names the place, what was found and what is needed", () => {
  const cases: [Readonly<Record<string, unknown>>, string][] = [
    [{ target: 99.9 }, "target is 99.9: a ratio above 0 and below 1 is needed, 99.9 % is 0.999"],
    [{ target: 1 }, "target is 1: a ratio above 0 and below 1 is needed, 99.9 % is 0.999"],
    [{ target: 0 }, "target is 0: a ratio above 0 and below 1 is needed, 99.9 % is 0.999"],
    [{ target: "99.9 %" }, 'target is "99.9 %": a number is needed'],
    [{ target: undefined }, "target is missing: a number is needed"],
    [{ window: "30" }, 'window is "30": days like "30d" up to "366d", "week" or "month" is needed'],
    [{ window: 30 }, "window is 30: a text is needed"],
    [{ indicator: "speed" }, 'indicator is "speed": one of availability, latency is needed'],
    [
      { threshold_ms: 5 },
      'threshold_ms is 5: it belongs to the indicator "latency"; take it out or change the indicator',
    ],
    [{ indicator: "latency", threshold_ms: 0 }, "threshold_ms is 0: milliseconds above 0 are needed"],
    [
      { scope_kind: "servers" },
      'scope_kind is "servers": one of all, balancer, pool, server, region, route, method is needed',
    ],
    [{ scope_kind: "server" }, "scope is missing: a text is needed"],
    [{ scope: "web-1" }, 'scope is "web-1": a scope_kind other than all is needed beside it'],
    [{ min_bad_events: 0 }, "min_bad_events is 0: a whole number from 1 on is needed"],
    [{ min_bad_events: 2.5 }, "min_bad_events is 2.5: a whole number from 1 on is needed"],
    [{ name: "" }, 'name is "": 1 to 64 characters are needed'],
    [{ name: null }, "name is null: a text is needed"],
  ];
  for (const [values, expected] of cases) assertEquals(refusalOf(values), `objectives[1].${expected}`);
  assertEquals(
    refusalOf({ treshold_ms: 5 }),
    "objectives[1].treshold_ms is no known field: one of name, indicator, target, threshold_ms, scope_kind, scope, " +
      "window, min_bad_events is needed",
  );
  assertEquals(
    refusalOf({ name: "shop" }),
    'objectives[1].name is "shop", as is objectives[0].name: names must differ',
  );
});

Deno.test("parseObjectives() refuses maintenance that is no span of time", () => {
  const refuse = (from: unknown, to: unknown) => refusal({ objectives: [GOOD], maintenance: [{ from, to }] });
  assertEquals(
    refuse("yesterday", "2026-11-22T04:00Z"),
    'maintenance[0].from is "yesterday": a moment like "2026-01-05T12:00Z" is needed',
  );
  assertEquals(
    refuse("2026-11-22T04:00", ""),
    'maintenance[0].from is "2026-11-22T04:00": a moment like "2026-01-05T12:00Z" is needed',
  );
  assertEquals(refuse("2026-13-01T00:00Z", "").startsWith('maintenance[0].from is "2026-13-01T00:00Z"'), true);
  assertEquals(
    refuse("2026-11-22T04:00Z", "2026-11-22T04:00Z"),
    'maintenance[0].to is "2026-11-22T04:00Z": a moment after from is needed',
  );
});

Deno.test("parseObjectives() refuses what is no object of objectives", () => {
  assertEquals(refusal([]), "the file is []: an object is needed");
  assertEquals(refusal({ objectives: {} }), "objectives is {}: a list is needed");
  assertEquals(refusal({}), "objectives is missing: a list is needed");
  assertEquals(refusal({ objectives: ["shop"] }), 'objectives[0] is "shop": an object is needed');
  assertEquals(refusal({ objective: [] }), "objective is no known field: one of objectives, maintenance is needed");
  assertEquals(refusal('{\n "objectives": [\n}').startsWith("it is no JSON: "), true);
  assertEquals(refusal("").startsWith("it is no JSON: "), true);
});

Deno.test("parseObjectives() takes a list of none, which switches objectives off", () => {
  assertEquals(parseObjectives('{"objectives": []}', 500), { objectives: [], maintenance: [], isWritten: true });
});
