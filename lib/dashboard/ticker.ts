/** What viewers are told at each tick: computed once, whoever looks on. @module */
import { KPIS } from "../kpi/kpi.ts";
import type { Log } from "../run/step.ts";
import { DAY_MS } from "../table/day.ts";
import type { EventHub } from "./event_hub.ts";
import { KPI_FIGURES, type LiveFigures, type LiveTick } from "./live_figures.ts";
import type { ViewReader } from "./view_reader.ts";
import type { WarehouseDoor } from "./warehouse_door.ts";

/** What is known of logs that are read live, ahead of the warehouse. */
export interface LiveSource {
  /** Figures of this moment. */
  figures(now: number): LiveFigures;
}

/** What pages show at one moment. */
export interface Shown {
  /** Differs where other rows would be shown. */
  readonly version: string;
  /** Where the newest minute ends, or when a polled server was sampled last, ms since 1970; null where there is neither. */
  readonly newestAt: number | null;
  /** Where the first minute begins of the day up to the newest one, ms since 1970; null where there is none. */
  readonly oldestAt: number | null;
  /** When the warehouse was looked at, ms since 1970. */
  readonly at: number;
}

/** What ticks are made of. */
export interface TickerParts {
  readonly door: WarehouseDoor;
  readonly reader: Pick<ViewReader, "read">;
  readonly events: EventHub;
  /** Null where no log is read live. */
  readonly live: LiveSource | null;
  /** Moment of the newest sample of servers that are polled, ms since 1970; null where there is none. */
  readonly sampledAt: () => number | null;
  /** Called before viewers are told that they would be shown something else. */
  readonly prepare: (shown: Shown) => Promise<void>;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly log: Log;
}

/** How often the warehouse is asked whether it has something new, ms. */
const POLL_MS = 5_000;

const MINUTE_MS = 60_000;

/** Tells viewers what is true now. */
export class Ticker {
  readonly #parts: TickerParts;
  #stored: Stored = { newestAt: null, oldestAt: null, sampledAt: null, loadedAt: 0, at: 0, figures: {} };
  #polledAt = -Infinity;
  #polling: Promise<void> | null = null;
  #changeCount = 0;
  #problem: string | null = "the warehouse has not been read yet";
  #tick: LiveTick | null = null;

  constructor(parts: TickerParts) {
    this.#parts = parts;
  }

  /** The last tick; null before the first one. */
  get tick(): LiveTick | null {
    return this.#tick;
  }

  /** Why pages cannot show what the warehouse has; null where they can. */
  get problem(): string | null {
    return this.#problem;
  }

  /** What pages show. */
  get shown(): Shown {
    return this.#shownOf(this.#stored);
  }

  /** Has the next tick look at the warehouse, and viewers load what they see anew. */
  touch(): void {
    this.#changeCount++;
    this.#stored = { ...this.#stored, at: this.#parts.clock() };
    this.#polledAt = -Infinity;
  }

  /** Makes a tick and tells it; a warehouse that cannot be read leaves what was known. */
  async beat(): Promise<void> {
    const { live, events, clock, log } = this.#parts;
    const now = clock();
    if (now - this.#polledAt >= POLL_MS && this.#polling === null) {
      this.#polledAt = now;
      this.#polling = this.#poll()
        .catch((error) => {
          this.#problem = "the warehouse cannot be read; the server's log says why";
          log.warn("cannot read the warehouse", { error: String(error) });
        })
        .finally(() => this.#polling = null);
      // Only the first tick waits: those who look on are told what is live even while others hold the warehouse.
      if (this.#tick === null) await this.#polling;
    }
    const { newestAt, figures } = this.#stored;
    const age = { newest_minute_age_s: newestAt === null ? null : Math.max(0, clock() - newestAt) / 1_000 };
    this.#tick = {
      at: clock(),
      version: this.shown.version,
      figures: { ...figures, ...age, ...live?.figures(clock()) },
    };
    events.tell("tick", this.#tick);
  }

  /** Waits until what was read of the warehouse is what is shown. */
  async settled(): Promise<void> {
    await this.#polling;
  }

  async #poll(): Promise<void> {
    const stored = await readStored(this.#parts);
    this.#problem = null;
    if (this.#tick !== null) await this.#parts.prepare(this.#shownOf(stored));
    this.#stored = stored;
  }

  #shownOf({ newestAt: minuteAt, oldestAt, sampledAt, loadedAt, at }: Stored): Shown {
    const newestAt = minuteAt === null || sampledAt === null ? minuteAt ?? sampledAt : Math.max(minuteAt, sampledAt);
    return { version: `${newestAt ?? 0}-${loadedAt}-${this.#changeCount}`, newestAt, oldestAt, at };
  }
}

interface Stored {
  /** End of the newest minute, ms since 1970; null where there is none. */
  readonly newestAt: number | null;
  /** Beginning of the first minute of the day up to it, ms since 1970. */
  readonly oldestAt: number | null;
  readonly sampledAt: number | null;
  /** Beginning of the last step that was recorded, ms since 1970. */
  readonly loadedAt: number;
  /** When this was read, ms since 1970. */
  readonly at: number;
  readonly figures: LiveFigures;
}

const NEWEST = `select max(window_start_at) as at from ${KPIS.name} where "window" = 'minute' and scope_kind = 'all'`;

async function readStored({ door, reader, sampledAt, clock }: TickerParts): Promise<Stored> {
  const now = { sampledAt: sampledAt(), at: clock() };
  const [newest, loaded] = await door.through(async (warehouse) => [
    (await warehouse.query<{ at: number | Date | null }>(NEWEST))[0]?.at,
    (await warehouse.query<{ at: number | Date | null }>("select max(started_at) as at from loads"))[0]?.at,
  ]);
  const at = Number(newest ?? 0);
  const loadedAt = Number(loaded ?? 0);
  if (at === 0) return { ...now, newestAt: null, oldestAt: null, loadedAt, figures: {} };
  const only = { window: ["minute"], scope_kind: ["all"] };
  const { rows: [row] } = await reader.read({ view: KPIS.name, from: at, to: at + 1, only });
  const { rows: [first] } = await reader.read({ view: KPIS.name, from: at - DAY_MS, to: at + 1, only, limit: 1 });
  const oldestAt = typeof first?.window_start_at === "number" ? first.window_start_at : at;
  const figures = KPI_FIGURES.map((name) => [name, typeof row?.[name] === "number" ? row[name] : null]);
  return { ...now, newestAt: at + MINUTE_MS, oldestAt, loadedAt, figures: Object.fromEntries(figures) };
}
