/** Retries that are due later, earliest first. @module */

/** A retry that a client has decided on. */
export interface PendingRetry {
  /** When it starts, ms since 1970. */
  readonly at: number;
  readonly client: number;
  readonly method: number;
  /** 1 for the first retry. */
  readonly retry: number;
  /** That of the attempt before. */
  readonly chain: number;
}

/** A binary heap of retries (Williams, Algorithm 232, CACM 1964). */
export class RetryQueue {
  readonly #heap: PendingRetry[] = [];

  /** How many retries wait. */
  get size(): number {
    return this.#heap.length;
  }

  /** When the earliest starts; `Infinity` with none. */
  get nextAt(): number {
    return this.#heap[0]?.at ?? Infinity;
  }

  /** Adds a retry. */
  push(pending: PendingRetry): void {
    const heap = this.#heap;
    let place = heap.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (heap[parent]!.at <= pending.at) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = pending;
  }

  /** Removes and returns the earliest retry; undefined with none. */
  pop(): PendingRetry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(pending: PendingRetry): void {
    const heap = this.#heap;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.at < heap[child]!.at) child++;
      if (heap[child]!.at >= pending.at) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = pending;
  }
}
