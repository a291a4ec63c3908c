/** Live reading put together: sources, journal, minutes. @module */
import { join } from "@std/path";
import type { Reading } from "../ingest/reading.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { Log } from "../run/step.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import type { RollUpSettings } from "../warehouse/warehouse.ts";
import { FollowedPath } from "./followed_path.ts";
import type { LineSource } from "./line_batch.ts";
import type { Through } from "./live_flush.ts";
import { LiveFlow } from "./live_flow.ts";
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
  readonly settings: RollUpSettings;
  readonly through: Through;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly log: Log;
}

/** Live reading that has begun. */
export interface Live extends AsyncDisposable {
  readonly flow: LiveFlow;
  readonly run: LiveRun;
}

/**
 * Begins where the last run has stopped; what that has acknowledged is counted again from its journal.
 *
 * @throws {ConfigError} for a path or an address that cannot be read
 */
export async function openLive(options: LiveOptions): Promise<Live> {
  const { follow, syslog, folder, reading, settings, through, clock, log } = options;
  await using opening = new AsyncDisposableStack();
  const journal = await SegmentJournal.open(folder);
  const sources: LineSource[] = [];
  const add = (source: LineSource) => {
    opening.defer(() => source.close());
    sources.push(source);
  };
  for (const path of follow) add(await FollowedPath.open(path, journal.positions, clock));
  for (const address of syslog) add(openSyslog(address, log));
  const scratch = opening.use(new TemporaryFolder());
  const state = journal.state === null ? null : join(journal.state.folder, `${TRAFFIC_MINUTES.name}.parquet`);
  const minutes = opening.use(await LiveMinutes.open(scratch.path, state, settings));
  const flow = new LiveFlow({ sources, journal, minutes, reading, clock });
  await flow.replay();
  const closing = opening.move();
  return {
    flow,
    run: new LiveRun({ flow, minutes, journal, through, clock, log }),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
