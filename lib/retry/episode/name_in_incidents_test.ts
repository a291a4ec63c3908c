import { assertEquals } from "@std/assert";
import { findEpisodes } from "./find_episodes.ts";
import { type NamedIncident, nameInIncidents } from "./name_in_incidents.ts";
import { CALM, STORM, trialMinutes } from "./trial_minutes.ts";

const MINUTE_MS = 60_000;
const EPISODES = findEpisodes([{ scopeKind: "region", scope: "north", minutes: trialMinutes(CALM, STORM, CALM) }]);

const incident = (given: Partial<NamedIncident>): NamedIncident => ({
  opened_at: 62 * MINUTE_MS,
  closed_at: 90 * MINUTE_MS,
  scope_kind: "region",
  scope: "north",
  summary: "errors",
  evidence: '{"slices":[]}',
  ...given,
});

const isNamed = (given: Partial<NamedIncident>) =>
  nameInIncidents([incident(given)], EPISODES)[0]!.summary !== "errors";

Deno.test("an incident names the storm of its scope, in words and in its evidence", () => {
  const [named] = nameInIncidents([incident({})], EPISODES);
  assertEquals(named!.summary, "errors; a retry storm in region north, up to 1.9 attempts a request");
  assertEquals(JSON.parse(named!.evidence), {
    slices: [],
    retry_episodes: [{ kind: "storm", scope_kind: "region", scope: "north", started_at: 60 * MINUTE_MS }],
  });
});

Deno.test("an incident of everything or of a route may be a part of it, one of another region or of a server is not", () => {
  const scopes = [["all", "(all)"], ["route", "/search"], ["region", "south"], ["server", "web-1"]] as const;
  assertEquals(scopes.map(([scope_kind, scope]) => isNamed({ scope_kind, scope })), [true, true, false, false]);
});

Deno.test("an incident that is over before the storm or opens after it names none, one that still lasts does", () => {
  const spans = [[0, 60], [80, 90], [79, null], [0, null]] as const;
  const named = spans.map(([from, to]) => {
    return isNamed({ opened_at: from * MINUTE_MS, closed_at: to === null ? null : to * MINUTE_MS });
  });
  assertEquals(named, [false, false, true, true]);
});
