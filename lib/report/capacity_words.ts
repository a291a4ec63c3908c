/** What to know of capacity, for a summary. @module */
import type { CapacityRow } from "../capacity/capacity.ts";
import type { CapacityLossRow } from "../capacity/capacity_loss.ts";
import type { MaintenanceWindowRow } from "../capacity/maintenance_window.ts";
import type { ThresholdCrossingRow } from "../capacity/threshold_crossing.ts";
import { moment } from "./words.ts";

/** The findings that the words are made of. */
export interface CapacityParts {
  readonly capacity: readonly CapacityRow[];
  readonly losses: readonly CapacityLossRow[];
  readonly crossings: readonly ThresholdCrossingRow[];
  readonly maintenance: readonly MaintenanceWindowRow[];
}

/** Says how far the service is from its limit, the worst loss, the first limit to be reached and the best time for maintenance; each may be missing. */
export function capacityWords({ capacity, losses, crossings, maintenance }: CapacityParts): string[] {
  const whole = capacity.find(({ scope_kind }) => scope_kind === "all");
  const loss = losses.find(({ verdict }) => verdict === "saturates") ??
    losses.find(({ verdict }) => verdict === "strained");
  const [first] = crossings;
  return [
    ...(whole === undefined || whole.limit_requests_per_second === null ? [] : [sentence(whole.explanation)]),
    ...(loss === undefined ? [] : [sentence(loss.explanation)]),
    ...(first === undefined ? [] : [sentence(first.explanation)]),
    ...maintenanceWords(maintenance),
  ];
}

function maintenanceWords(slots: readonly MaintenanceWindowRow[]): string[] {
  const best =
    slots.filter(({ rank, is_recommended, scope_kind }) => rank === 1 && is_recommended && scope_kind !== "server")
      .toSorted((a, b) => a.moved_request_count - b.moved_request_count)[0];
  return best === undefined ? [] : [`maintenance is best at ${moment(best.starts_at)}: ${sentence(best.explanation)}`];
}

function sentence(explanation: string): string {
  return explanation.replace(/\.$/, "");
}
