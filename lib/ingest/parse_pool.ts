/** Some workers that parse chunks side by side. @module */
import type { ParsedChunk } from "./parse_chunk.ts";
import type { ParseRequest, ParseResponse } from "./parse_protocol.ts";

interface Waiting {
  readonly resolve: (parsed: ParsedChunk) => void;
  readonly reject: (error: Error) => void;
}

/** A pool of parsing workers; each answers its requests in the order in which it got them. */
export class ParsePool implements Disposable {
  readonly #lanes: Lane[];
  #next = 0;

  /** @param size number of workers */
  constructor(size: number) {
    this.#lanes = Array.from({ length: size }, () => new Lane());
  }

  /** Number of workers. */
  get size(): number {
    return this.#lanes.length;
  }

  /**
   * Parses a chunk; its bytes belong to the pool from then on.
   *
   * @param isOrdered whether one worker must see all chunks of the source in order
   */
  parse(request: ParseRequest, isOrdered: boolean): Promise<ParsedChunk> {
    const lane = isOrdered ? 0 : this.#next++ % this.#lanes.length;
    return this.#lanes[lane]!.parse(request);
  }

  /** Stops the workers. */
  [Symbol.dispose](): void {
    for (const lane of this.#lanes) lane.stop();
  }
}

/** One worker and those who wait for its answers. */
class Lane {
  readonly #worker = new Worker(new URL("./parse_worker.ts", import.meta.url), { type: "module" });
  readonly #waiting: Waiting[] = [];

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<ParseResponse>) => this.#waiting.shift()!.resolve(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`Cannot parse logs: ${event.message}`));
    };
  }

  parse(request: ParseRequest): Promise<ParsedChunk> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request, [request.chunk.bytes.buffer]);
    });
  }

  stop(): void {
    this.#worker.terminate();
  }
}
