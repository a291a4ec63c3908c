import { assertEquals } from "@std/assert";
import { compareFirings } from "./compare_firings.ts";
import { trialAlert } from "./trial_rule.ts";

Deno.test("compareFirings() matches what shares a moment, unless it names two scopes of one kind", () => {
  const incident = (
    incident_id: string,
    opened_at: number,
    closed_at: number | null,
    scope_kind = "all",
    scope = "x",
  ) => (
    { incident_id, opened_at, closed_at, severity: "moderate", scope_kind, scope, summary: "" }
  );
  const alerts = [
    trialAlert({ alert_id: "early", started_at: 0, resolved_at: 100 }),
    trialAlert({ alert_id: "late", started_at: 500, resolved_at: null }),
  ];
  const incidents = [
    incident("same", 50, 60),
    incident("after", 100, 200),
    incident("other server", 50, 60, "server", "web-2"),
    incident("same server", 50, 60, "server", "web-1"),
    incident("open", 900, null),
  ];
  const { firings, missed } = compareFirings(alerts, incidents);
  assertEquals(firings.map(({ incidentIds }) => incidentIds), [["same", "same server"], ["open"]]);
  assertEquals(missed.map(({ incident_id }) => incident_id), ["after", "other server"]);
});
