/**
 * Findings while lines come in: days whose minutes have changed are analysed as a pipeline would, of minutes that are there already.
 *
 * An analysis is due when another stretch of minutes is over, and when the one before lies three times as long back as it took, so that it never takes more than a quarter of a processor. It finds
 * what a pipeline over the same lines finds. Traffic minutes and KPIs stay with those who write them live; they only take the retries that were inferred.
 *
 * @module
 */
import { dirname, join } from "@std/path";
import { fetchTelemetry } from "../analysis/fetch_telemetry.ts";
import { goldFile, writeRows } from "../analysis/gold_files.ts";
import { KPIS } from "../kpi/kpi.ts";
import { DATA_QUALITY } from "../quality/data_quality.ts";
import { ANALYTICS_REPORTS } from "../report/analytics_report.ts";
import { RETRY_EPISODES } from "../retry/episode/retry_episode.ts";
import { RETRY_RECOMMENDATIONS } from "../retry/recommendation/retry_recommendation.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import type { Config } from "../run/config.ts";
import { loadRow, LOADS } from "../run/load.ts";
import type { Log, StepResult } from "../run/step.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { dayName } from "../table/day.ts";
import type { Table } from "../table/table.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { KeptExports } from "../warehouse/kept_exports.ts";
import { DAILY_TABLES } from "../warehouse/tables.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { type Through, warehouseThrough } from "../warehouse/warehouse_calls.ts";
import { analyzeAside } from "./analyze_aside.ts";
import type { DayFiles } from "./live_days.ts";
import type { LiveMinutes } from "./live_minutes.ts";
import type { SegmentJournal } from "./segment_journal.ts";

/** What is analysed, and where it goes. */
export interface LiveFindingsParts {
  readonly config: Config;
  readonly minutes: LiveMinutes;
  readonly journal: SegmentJournal;
  /** Folder for intermediate files, on the disk of the warehouse where that is embedded. */
  readonly folder: string;
  readonly through: Through;
  /** ms since 1970. */
  readonly clock: () => number;
  /** Start of the first minute that is not known whole, ms since 1970. */
  readonly knownTo: () => number;
  readonly log: Log;
}

/** How long what the warehouse has of other days is taken to be the same, ms. */
const HISTORY_KEPT_MS = 3_600_000;

/** Rest after an analysis, as a multiple of the time it took. */
const REST = 3;

/** Requests of a day up to which retries are inferred; a day with more has them from `deno task analyze`. */
const MOST_REQUESTS = 2_000_000;

const WRITTEN_LIVE: readonly Table[] = [TRAFFIC_MINUTES, KPIS];
const OF_RETRIES: readonly Table[] = [RETRY_CHAINS, RETRY_MINUTES, RETRY_EPISODES, RETRY_RECOMMENDATIONS];
const OF_RUN: readonly Table[] = [DATA_QUALITY, ANALYTICS_REPORTS, LOADS];

/** A folder of one analysis, and what is in it. */
interface Round {
  readonly folder: string;
  readonly gold: string;
  readonly until: number;
  readonly runId: string;
  readonly days: readonly DayFiles[];
  /** Single requests; null where they are too many. */
  readonly requests: readonly string[] | null;
}

/** Analyses live days again and again. */
export class LiveFindings {
  readonly #parts: LiveFindingsParts;
  readonly #warehouse: Warehouse;
  readonly #history: KeptExports;
  #foundTo = -Infinity;
  #restsTo = -Infinity;

  /** @param parts with a folder that is empty */
  constructor(parts: LiveFindingsParts) {
    this.#parts = parts;
    this.#warehouse = warehouseThrough(parts.through);
    this.#history = new KeptExports(parts.folder, parts.clock, HISTORY_KEPT_MS);
  }

  /** Moment up to which minutes have been analysed, ms since 1970. */
  get foundTo(): number {
    return this.#foundTo;
  }

  /** Whether to analyse now. */
  get isDue(): boolean {
    const { config, clock, minutes } = this.#parts;
    const until = this.#parts.knownTo();
    if (clock() < this.#restsTo || until < this.#foundTo + 1_000 * config["analyze-every"]) return false;
    return minutes.days.changedBefore(until).length > 0;
  }

  /** Analyses what has changed; what fails is said, and done with the next one. */
  async find(): Promise<void> {
    const { clock, log, minutes } = this.#parts;
    const startedAt = clock();
    const until = this.#parts.knownTo();
    try {
      using folder = new TemporaryFolder(this.#parts.folder);
      const round = await this.#gather(folder.path, until);
      await this.#store(round, startedAt, await this.#analyze(round, startedAt));
      for (const files of round.days) {
        await minutes.takeRetries(files, goldFile(round.gold, TRAFFIC_MINUTES));
        minutes.days.settle(files.day, until);
      }
    } catch (error) {
      log.warn("live minutes could not be analysed", { error: String(error) });
    }
    this.#foundTo = until;
    this.#restsTo = clock() + REST * (clock() - startedAt);
  }

  async #gather(folder: string, until: number): Promise<Round> {
    const { minutes } = this.#parts;
    const days: DayFiles[] = [];
    let requestCount = 0;
    for (const day of minutes.days.changedBefore(until)) {
      const ofDay = join(folder, dayName(day));
      await Deno.mkdir(ofDay);
      const stored = join(ofDay, "stored_minutes.parquet");
      const range = { from: day, to: await minutes.days.firstMinute(day) };
      await this.#history.export(this.#warehouse, TRAFFIC_MINUTES.name, stored, range);
      days.push(await minutes.days.write(ofDay, day, until, stored));
      requestCount += await minutes.days.requestCount(day, until);
    }
    const gold = join(folder, "gold");
    await Deno.mkdir(gold);
    const requests = requestCount > MOST_REQUESTS ? null : await this.#requestsOf(days);
    return { folder, gold, until, days, requests, runId: `live-${dayName(days.at(-1)!.day)}` };
  }

  /** Files of single requests: those that wait in the journal, and those that the warehouse has, which may remove its own at any time. */
  async #requestsOf(days: readonly DayFiles[]): Promise<string[]> {
    const { journal, through } = this.#parts;
    const files = journal.segments.map(({ folder }) => join(folder, `${REQUESTS.name}.parquet`));
    await through(async (warehouse) => {
      for (const { day, minutes } of days) {
        for (const path of await warehouse.requestFiles(day, new Set())) {
          const kept = join(dirname(minutes), `requests_${files.length}.parquet`);
          await linkOrCopy(path, kept);
          files.push(kept);
        }
      }
    });
    return files;
  }

  async #analyze({ folder, gold, days, requests, runId }: Round, readAt: number): Promise<StepResult> {
    const { config, log } = this.#parts;
    const warehouse = this.#warehouse;
    const sources = await fetchTelemetry(warehouse, days.map(({ day }) => day), { folder, readAt });
    const none = join(folder, `${REQUESTS.name}.parquet`);
    const retryRequests = [none, ...requests ?? []];
    const task = { runId, config, location: warehouse.location, ingested: folder, sources, gold };
    const reading: Warehouse = {
      ...warehouse,
      export: (view, path, selection) => this.#history.export(warehouse, view, path, selection),
    };
    return await analyzeAside({ ...task, days: days.map((files) => ({ ...files, retryRequests })) }, reading, log);
  }

  async #store({ gold, days, requests, runId }: Round, startedAt: number, result: StepResult): Promise<void> {
    const { clock } = this.#parts;
    const step = { ...result, step: "analyze", startedAt, ms: clock() - startedAt };
    await writeRows(gold, LOADS, [loadRow(runId, step)]);
    const left = requests === null ? [...WRITTEN_LIVE, ...OF_RETRIES] : WRITTEN_LIVE;
    const fileOf = (table: Table) => ({ table, path: goldFile(gold, table) });
    const found = DAILY_TABLES.filter((table) => !left.includes(table));
    await this.#warehouse.replaceDays(days.map(({ day }) => day), found.map(fileOf));
    await this.#warehouse.mergeRows(OF_RUN.map(fileOf));
  }
}

/** A link costs nothing; on another disk there is none. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await Deno.link(from, to).catch(() => Deno.copyFile(from, to));
}
