/**
 * Which departure of an incident the others follow from.
 *
 * A cause moves before its consequences, so only what begins within three minutes of the first onset is a candidate:
 * narrow slices have more evidence a minute than wide ones, and are told sooner. Among candidates new demand goes
 * first (queues, errors and retries follow from it, never the other way), unless the excess is the retries themselves;
 * then the most evidence decides, that of resources, retries and joint departures counting half, as they follow from what
 * requests met or from other metrics.
 *
 * @module
 */
import { type AnomalyRun, isResource } from "./anomaly_run.ts";
import { JOINT_METRIC } from "./joint_departures.ts";
import { excessOf } from "./explain_excess.ts";
import { type SeriesCatalog, TRAFFIC_METRIC } from "./series_catalog.ts";

/** Departures that begin within so long of the first one may be its cause as well as it theirs, ms. */
const SAME_ONSET_MS = 180_000;
const RETRY_METRIC = "retry_ratio";
/** Metrics that follow from what requests met, or from other metrics. */
const FOLLOWERS: readonly string[] = [RETRY_METRIC, JOINT_METRIC];
/** Share of an excess of requests below which retries do not explain it. */
const RETRIED_SHARE = 0.5;
/** How much more than a consequence evidence of what may be a cause counts. */
const CAUSE_FACTOR = 2;

/** Picks the departure that the others follow from. @param runs at least one */
export function leadOfIncident(runs: readonly AnomalyRun[], catalog: SeriesCatalog): AnomalyRun {
  const firstAt = Math.min(...runs.map(({ from }) => from));
  const first = runs.filter(({ from }) => from - firstAt <= SAME_ONSET_MS);
  const demand = first.filter((run) => isNewDemand(run, catalog));
  return (demand.length > 0 ? demand : first).reduce((best, run) => weightOf(run) > weightOf(best) ? run : best);
}

/** Tells whether more requests came, and not because those that failed came again. */
function isNewDemand(run: AnomalyRun, catalog: SeriesCatalog): boolean {
  if (run.metric !== TRAFFIC_METRIC || run.direction !== "high") return false;
  const requests = catalog.find(run);
  if (requests === undefined) return false;
  const retries = catalog.find({ ...run, metric: RETRY_METRIC });
  return retries === undefined || excessOf(retries, run).excess < RETRIED_SHARE * excessOf(requests, run).excess;
}

function weightOf({ metric, evidence }: AnomalyRun): number {
  return isResource(metric) || FOLLOWERS.includes(metric) ? evidence : CAUSE_FACTOR * evidence;
}
