/** The dashboard's parts put together, as `deno task serve` and tests of the whole use it. @module */
import type { Log } from "../run/step.ts";
import type { AccessRules } from "./access.ts";
import { type App, dashboardApp } from "./app.ts";
import { AssetStore } from "./asset_store.ts";
import type { ChangeSurroundings } from "./changes.ts";
import { EventHub } from "./event_hub.ts";
import type { OwnFigure } from "./metrics_text.ts";
import type { Page } from "./page.ts";
import { PageRenderer } from "./page_renderer.ts";
import { type LiveSource, type Shown, Ticker } from "./ticker.ts";
import { describeViews } from "./view_catalog.ts";
import { ViewReader } from "./view_reader.ts";
import type { WarehouseDoor } from "./warehouse_door.ts";

/** What a dashboard is made of. */
export interface DashboardParts {
  readonly pages: readonly Page[];
  /** The way to the warehouse. */
  readonly door: WarehouseDoor;
  readonly access: AccessRules;
  readonly written: ChangeSurroundings["written"];
  /** Null where no log is read live. */
  readonly live: LiveSource | null;
  /** Moment of the newest server metrics that were polled, ms since 1970; null, as where it is absent, where none are polled. */
  readonly sampledAt?: () => number | null;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly log: Log;
  /** Goes into identifiers of events, and differs from run to run. */
  readonly boot: string;
}

/** A dashboard that answers requests and ticks when it is told to. */
export interface Dashboard {
  readonly app: App;
  readonly ticker: Ticker;
  readonly events: EventHub;
  /** Renders the first so many pages, by default all, so that who opens one does not wait for code that has never run. */
  readonly warmUp: (most?: number) => Promise<void>;
}

const CLIENT = new URL("./client/", import.meta.url);

/** Puts a dashboard together. */
export async function openDashboard(parts: DashboardParts): Promise<Dashboard> {
  const { pages, door, access, written, live, sampledAt = () => null, clock, log, boot } = parts;
  const reader = new ViewReader(door, clock);
  const events = new EventHub(boot);
  const assets = await AssetStore.of(await readClientFiles());
  const renderer = new PageRenderer({ pages, reader, assets, shown: () => ticker.shown, mayChange: true });
  const prepare = (shown: Shown) => events.viewerCount === 0 ? Promise.resolve() : renderer.prepare(shown);
  const ticker: Ticker = new Ticker({ door, reader, events, live, sampledAt, prepare, clock, log });
  const app = dashboardApp({
    access,
    renderer,
    assets,
    events,
    catalog: await describeViews(),
    reader,
    door,
    changes: { written, clock },
    tick: () => ticker.tick,
    problem: () => ticker.problem,
    ownFigures: () => ownFigures(events),
    onChange: () => ticker.touch(),
    log,
  });
  return { app, ticker, events, warmUp: (most) => renderer.prepare(ticker.shown, most) };
}

async function readClientFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { name } of Deno.readDir(CLIENT)) files.set(name, await Deno.readFile(new URL(name, CLIENT)));
  return files;
}

function ownFigures(events: EventHub): OwnFigure[] {
  const { rss, heapUsed } = Deno.memoryUsage();
  return [
    { name: "viewers", type: "gauge", help: "Viewers who are connected.", value: events.viewerCount },
    {
      name: "dropped_events_total",
      type: "counter",
      help: "Events that slow viewers were not sent since a newer one was there.",
      value: events.droppedCount,
    },
    { name: "resident_memory_bytes", type: "gauge", help: "Memory of the process.", value: rss },
    { name: "heap_used_bytes", type: "gauge", help: "JavaScript heap in use.", value: heapUsed },
  ];
}
