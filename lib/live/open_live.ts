/** Live reading put together: sources, journal, minutes. @module */
import type { Reading } from "../ingest/reading.ts";
import { isGlob, join } from "@std/path";
import { expandSources } from "../ingest/expand_sources.ts";
import { type Config, ConfigError } from "../run/config.ts";
import { emptyFolder } from "../run/empty_folder.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { Log } from "../run/step.ts";
import type { Through } from "../warehouse/warehouse_calls.ts";
import { FollowedPath } from "./followed_path.ts";
import type { LineSource } from "./line_batch.ts";
import { LiveFlow } from "./live_flow.ts";
import { LiveFindings } from "./live_findings.ts";
import { LiveMinutes } from "./live_minutes.ts";
import { LiveRun } from "./live_run.ts";
import { SegmentJournal } from "./segment_journal.ts";
import { openSyslog } from "./syslog_receiver.ts";

/** What is read live, and how. */
export interface LiveOptions {
  /** Paths of logs. */
  readonly follow: readonly string[];
  /** Addresses such as `udp://127.0.0.1:1514`. */
  readonly syslog: readonly string[];
  /** Folder of the journal. */
  readonly folder: string;
  readonly reading: Reading;
  /** How minutes are rolled up, and analysed unless `analyze-every` is 0. */
  readonly config: Config;
  readonly through: Through;
  /** ms since 1970. */
  readonly clock: () => number;
  /** Moment of the lines that are written now, ms since 1970; absent where that is the clock's. */
  readonly moment?: () => number;
  readonly log: Log;
}

/** Live reading that has begun. */
export interface Live extends AsyncDisposable {
  readonly flow: LiveFlow;
  readonly run: LiveRun;
  /** What is known whole, ms since 1970: up to when minutes are, and up to when they have been analysed. */
  readonly known: { readonly until: number; readonly foundUntil: number };
}

/**
 * Begins where the last run has stopped; what that has acknowledged is counted again from its journal.
 *
 * @throws {ConfigError} for a path or an address that cannot be read
 */
export async function openLive(options: LiveOptions): Promise<Live> {
  const { follow, syslog, folder, reading, config, through, clock, moment = clock, log } = options;
  await using opening = new AsyncDisposableStack();
  const scratch = opening.use(new TemporaryFolder());
  const journal = await SegmentJournal.open(folder);
  const sources: LineSource[] = [];
  const add = (source: LineSource) => {
    opening.defer(() => source.close());
    sources.push(source);
  };
  const stopped = { positions: journal.positions, at: journal.positionsAt };
  for (const path of expandLogs(follow)) {
    add(await FollowedPath.open(path, stopped, { clock, folder: scratch.path, log }));
  }
  for (const address of syslog) add(openSyslog(address, log));
  const settings = { apdexMs: config["apdex-ms"], routeLimit: config["route-limit"] };
  const minutes = opening.use(await LiveMinutes.open(scratch.path, journal.state?.folder ?? null, settings));
  const flow = new LiveFlow({ sources, journal, minutes, reading, clock });
  await flow.replay();
  const findings = config["analyze-every"] === 0 ? null : new LiveFindings({
    ...{ config, minutes, journal, through, clock, log },
    folder: await emptyFolder(join(folder, "analysis")),
    knownTo: () => flow.knownTo(moment()),
  });
  const closing = opening.move();
  return {
    flow,
    get known() {
      return { until: flow.knownTo(moment()), foundUntil: findings?.foundTo ?? -Infinity };
    },
    run: new LiveRun({ flow, minutes, journal, findings, through, clock, log }),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Finds what globs stand for; a log that is named need not be there yet. */
function expandLogs(names: readonly string[]): string[] {
  try {
    return names.flatMap((name) => isGlob(name) ? expandSources([name]) : [name]);
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
