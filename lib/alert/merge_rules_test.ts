import { assertEquals } from "@std/assert";
import { defaultObjectives } from "../slo/objective.ts";
import { defaultRules } from "./default_rules.ts";
import { mergeRules } from "./merge_rules.ts";
import { trialRule } from "./trial_rule.ts";

const { objectives } = defaultObjectives(500);

Deno.test("defaultRules() have a page for each objective", () => {
  const rules = defaultRules(objectives);
  assertEquals(rules.map(({ rule }) => rule), ["availability budget", "latency budget", "incident", "server errors"]);
});

Deno.test("mergeRules() changes only what is written otherwise, and puts out of force what is no longer written", () => {
  const [same, changed, gone] = [{ rule: "same" }, { rule: "changed" }, { rule: "gone" }].map(trialRule);
  const written = [same!, { ...changed!, fire_level: 5 }, trialRule({ rule: "new" })]
    .map(({ origin: _origin, updated_at: _at, ...rule }) => rule);
  const stored = [same!, changed!, gone!];
  const merged = mergeRules(stored, { rules: written, origin: "file" }, 9);
  assertEquals(
    merged.map(({ rule, fire_level, is_enabled, updated_at }) => [rule, fire_level, is_enabled, updated_at]),
    [
      ["same", 0.1, true, 0],
      ["changed", 5, true, 9],
      ["gone", 0.1, false, 9],
      ["new", 0.1, true, 9],
    ],
  );
  assertEquals(merged[0] === same, true);
  const again = mergeRules(merged, { rules: written, origin: "file" }, 10);
  assertEquals(again, merged);
});

Deno.test("mergeRules() lets a person's rule win over a built-in one, and the file over a person's", () => {
  const person = trialRule({ rule: "server errors", fire_level: 0.5, origin: "person" });
  const defaults = mergeRules([person], { rules: defaultRules([]), origin: "default" }, 9);
  assertEquals(defaults.find(({ rule }) => rule === "server errors"), person);
  const file = mergeRules([person], { rules: defaultRules([]), origin: "file" }, 9);
  assertEquals(file.find(({ rule }) => rule === "server errors")?.fire_level, 0.1);
  const kept = mergeRules([person], { rules: [], origin: "file" }, 9);
  assertEquals(kept, [person]);
});
