/** Some workers that parse chunks side by side. @module */
import type { LineChunk } from "./line_chunks.ts";
import type { ParsedChunk } from "./parse_chunk.ts";
import type { Opening, ParseRequest, ParseResponse } from "./parse_protocol.ts";

/** Enough for a worker to find its next chunk when it is done with one. */
const CHUNKS_A_WORKER = 2;

/** A pool of parsing workers; each answers its requests in the order in which it got them. */
export class ParsePool implements Disposable {
  readonly #lanes: Lane[];
  #next = 0;

  /** @param size number of workers */
  constructor(size: number) {
    this.#lanes = Array.from({ length: size }, () => new Lane());
  }

  /**
   * Parses the chunks of a source some ahead of each other, and gives what they became in their order. The bytes of a chunk belong to the pool.
   *
   * @param isOrdered whether one worker must see all chunks in order
   * @throws {Error} when a worker fails; the pool is of no use then
   */
  async *parseAll(
    chunks: AsyncIterable<LineChunk>,
    opening: Opening,
    isOrdered: boolean,
  ): AsyncGenerator<ParsedChunk> {
    const underWay: Promise<ParsedChunk>[] = [];
    for await (const chunk of chunks) {
      const lane = this.#lanes[isOrdered ? 0 : this.#next++ % this.#lanes.length]!;
      const parsed = lane.parse({ opening, chunk });
      parsed.catch(() => {}); // A failure counts when its turn comes, and must not end the process before.
      underWay.push(parsed);
      if (underWay.length >= CHUNKS_A_WORKER * this.#lanes.length) yield await underWay.shift()!;
    }
    for (const parsed of underWay) yield await parsed;
  }

  /** Stops the workers. */
  [Symbol.dispose](): void {
    for (const lane of this.#lanes) lane.stop();
  }
}

interface Waiting {
  readonly resolve: (parsed: ParsedChunk) => void;
  readonly reject: (error: Error) => void;
}

/** One worker and those who wait for its answers. */
class Lane {
  readonly #worker = new Worker(new URL("./parse_worker.ts", import.meta.url), { type: "module" });
  readonly #waiting: Waiting[] = [];
  #failure: Error | null = null;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<ParseResponse>) => this.#waiting.shift()!.resolve(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#failure = new Error(`Cannot parse logs: a worker failed with "${event.message}"`);
      for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
    };
  }

  parse(request: ParseRequest): Promise<ParsedChunk> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request, [request.chunk.bytes.buffer]);
    });
  }

  stop(): void {
    this.#worker.terminate();
  }
}
