/**
 * Server-sent events for many viewers.
 *
 * An event is the whole of what is new, so that a viewer needs the newest one only: it is encoded once for all, and a viewer who is too slow to take one after the other gets
 * the newest as soon as there is room, never a queue. Source: WHATWG HTML, "Server-sent events".
 *
 * @module
 */

/** Wait of a browser before it connects again, ms. */
const RETRY_MS = 2_000;

const UTF8 = new TextEncoder();

type Sink = ReadableStreamDefaultController<Uint8Array>;

interface Viewer {
  readonly sink: Sink;
  /** The newest event that there was no room for. */
  late: Uint8Array | null;
}

/** Viewers who are told of every event. */
export class EventHub {
  readonly #boot: string;
  readonly #viewers = new Set<Viewer>();
  #count = 0;
  #newest: Uint8Array | null = null;
  #dropped = 0;

  /** @param boot tells this process from the one before, so that identifiers of events differ */
  constructor(boot: string) {
    this.#boot = boot;
  }

  /** Viewers who are connected. */
  get viewerCount(): number {
    return this.#viewers.size;
  }

  /** Events that slow viewers have not been sent since a newer one was there. */
  get droppedCount(): number {
    return this.#dropped;
  }

  /** Tells all viewers; the work is one encoding and a write each. */
  tell(event: string, data: unknown): void {
    this.#count++;
    const bytes = UTF8.encode(`id: ${this.#id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    this.#newest = bytes;
    for (const viewer of this.#viewers) this.#offer(viewer, bytes);
  }

  /**
   * Adds a viewer.
   *
   * @param lastId identifier of the last event that the viewer has seen, null for a new one
   * @returns the stream of events, which begins with the newest where the viewer has not seen it
   */
  connect(lastId: string | null): ReadableStream<Uint8Array> {
    let viewer: Viewer | null = null;
    return new ReadableStream<Uint8Array>({
      start: (sink) => {
        viewer = { sink, late: lastId === this.#id ? null : this.#newest };
        sink.enqueue(UTF8.encode(`retry: ${RETRY_MS}\n\n`));
        this.#viewers.add(viewer);
      },
      pull: () => {
        if (viewer?.late) viewer.sink.enqueue(viewer.late);
        if (viewer !== null) viewer.late = null;
      },
      cancel: () => void (viewer !== null && this.#viewers.delete(viewer)),
    });
  }

  /** Ends all streams; browsers connect again to the process that follows. */
  close(): void {
    for (const { sink } of this.#viewers) sink.close();
    this.#viewers.clear();
  }

  get #id(): string {
    return `${this.#boot}-${this.#count}`;
  }

  #offer(viewer: Viewer, bytes: Uint8Array): void {
    if ((viewer.sink.desiredSize ?? 0) > 0) return viewer.sink.enqueue(bytes);
    if (viewer.late !== null) this.#dropped++;
    viewer.late = bytes;
  }
}
