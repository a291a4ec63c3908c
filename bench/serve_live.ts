/**
 * The live dashboard under load, as a process of its own: lines a second into a followed log, viewers on its events.
 *
 * A line is on the page with the first event that counts it. Events are taken by the viewers over loopback; one of them is read closely, of the others it is counted what they miss.
 *
 * @module
 */
import { join } from "@std/path";
import { nginxLine } from "./live_line.ts";

const ROOT = join(import.meta.dirname!, "..");

/** What is put on the server. */
export interface LiveLoad {
  readonly folder: string;
  readonly linesPerSecond: number;
  readonly viewerCount: number;
  readonly seconds: number;
}

/** What was seen. */
export interface LiveOutcome {
  readonly lineCount: number;
  readonly seenCount: number;
  /** Time from the writing of a line to the event that counts it, ms. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Events of all viewers together, and those that a viewer should have had and has not. */
  readonly eventCount: number;
  readonly missedCount: number;
  /** Time that a page took while all of this went on, ms. */
  readonly pageP99Ms: number;
  /** Largest resident memory that the server told, MB. */
  readonly residentMb: number;
}

interface Written {
  readonly at: number;
  readonly count: number;
}

const PAUSE_MS = 20;
const PAGE_EVERY_MS = 200;

/** Runs the load. */
export async function measureLive(load: LiveLoad): Promise<LiveOutcome> {
  await Deno.mkdir(load.folder, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: load.folder });
  const log = join(folder, "access.log");
  await Deno.writeTextFile(log, "");
  const server = startServer(folder, log);
  try {
    const address = await addressOf(server);
    const viewers = await Promise.all(Array.from({ length: load.viewerCount }, () => Viewer.connect(address)));
    const pages = pageTimes(address, load.seconds);
    const written = await writeLines(log, load);
    const lineCount = written.at(-1)?.count ?? 0;
    await viewers[0]!.until(lineCount);
    const pageMs = await pages;
    const residentMb = await residentMbOf(address);
    for (const viewer of viewers) await viewer.close();
    return { ...outcomeOf(viewers, written), pageP99Ms: quantileOf(pageMs, 0.99), residentMb };
  } finally {
    server.kill("SIGTERM");
    await server.status;
    await Deno.remove(folder, { recursive: true });
  }
}

function startServer(folder: string, log: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-all",
      join(ROOT, "workflows", "serve_dashboard.ts"),
      "--data",
      folder,
      "--port",
      "0",
      "--follow",
      log,
      "--log-level",
      "warn",
    ],
    env: { DB_SERVER: "", WAREHOUSE: "" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

async function addressOf(server: Deno.ChildProcess): Promise<string> {
  const reader = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) text += (await reader.read()).value ?? "\n";
  return text.replace("serving ", "").trim();
}

/** Writes at an even pace; tells when how many lines were there. */
async function writeLines(log: string, { linesPerSecond, seconds }: LiveLoad): Promise<Written[]> {
  using file = await Deno.open(log, { append: true });
  const encoder = new TextEncoder();
  const written: Written[] = [];
  const total = linesPerSecond * seconds;
  const startedAt = Date.now();
  for (let count = 0; count < total;) {
    const now = Date.now();
    const due = Math.min(total, Math.floor((now - startedAt) / 1_000 * linesPerSecond));
    const lines: string[] = [];
    for (; count < due; count++) lines.push(nginxLine(count, now));
    const bytes = encoder.encode(lines.join(""));
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    written.push({ at: now, count });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return written;
}

/** Times of the first page, asked for again and again. */
async function pageTimes(address: string, seconds: number): Promise<number[]> {
  const times: number[] = [];
  for (const until = Date.now() + seconds * 1_000; Date.now() < until;) {
    const startedAt = performance.now();
    await (await fetch(address)).text();
    times.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, PAGE_EVERY_MS));
  }
  return times;
}

async function residentMbOf(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}metrics`)).text();
  return Number(/^lb_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 1e6;
}

/** One who looks on. */
class Viewer {
  readonly ids: number[] = [];
  readonly seen: Written[] = [];
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #reading: Promise<void>;
  #onSeen = (_count: number) => {};

  private constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = body.pipeThrough(new TextDecoderStream()).getReader();
    this.#reading = this.#read();
  }

  static async connect(address: string): Promise<Viewer> {
    return new Viewer((await fetch(`${address}events`)).body!);
  }

  /** Waits until so many lines are on the page. */
  async until(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onSeen = (seen) => seen >= count && resolve();
    this.#onSeen(this.seen.at(-1)?.count ?? 0);
    await promise;
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
    await this.#reading;
  }

  async #read(): Promise<void> {
    let rest = "";
    for (let part = await this.#reader.read(); !part.done; part = await this.#reader.read()) {
      const events = (rest + part.value).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) this.#take(event);
    }
  }

  #take(event: string): void {
    const id = /^id: .*-(\d+)$/m.exec(event)?.[1];
    if (id === undefined) return;
    this.ids.push(Number(id));
    const count = Number(/"live_lines_count":(\d+)/.exec(event)?.[1] ?? 0);
    this.seen.push({ at: Date.now(), count });
    this.#onSeen(count);
  }
}

function outcomeOf(
  viewers: readonly Viewer[],
  written: readonly Written[],
): Omit<LiveOutcome, "pageP99Ms" | "residentMb"> {
  const { seen } = viewers[0]!;
  const delays = written.flatMap(({ at, count }, i) => {
    const onPage = seen.find((one) => one.count >= count)?.at ?? Infinity;
    const lineCount = count - (written[i - 1]?.count ?? 0);
    return lineCount === 0 ? [] : [{ delay: onPage - at, lineCount }];
  }).toSorted((a, b) => a.delay - b.delay);
  const lineCount = written.at(-1)?.count ?? 0;
  const delayAt = (share: number) => {
    let passed = 0;
    return delays.find((one) => (passed += one.lineCount) >= share * lineCount)?.delay ?? NaN;
  };
  const missed = viewers.map(({ ids }) => (ids.at(-1) ?? 0) - (ids[0] ?? 0) + 1 - ids.length);
  return {
    lineCount,
    seenCount: seen.at(-1)?.count ?? 0,
    p50Ms: delayAt(0.5),
    p99Ms: delayAt(0.99),
    maxMs: delayAt(1),
    eventCount: viewers.reduce((sum, { ids }) => sum + ids.length, 0),
    missedCount: missed.reduce((sum, count) => sum + count, 0),
  };
}

function quantileOf(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}
