/**
 * The one way to the warehouse of a process that runs on and on.
 *
 * An embedded warehouse that stays open keeps every other process out. So it is opened for what waits to be done, all of it in one opening, and closed again; between two openings there is a
 * pause in which a pipeline gets its turn. Work is done in order, one piece after the other.
 *
 * @module
 */
import type { Warehouse } from "../warehouse/warehouse.ts";

interface Waiting {
  readonly work: (warehouse: Warehouse) => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** Longest time that one opening lasts, unless a single piece of work takes longer. */
const LONGEST_OPENING_MS = 1_000;

/** Opens, works, closes. */
export class WarehouseDoor {
  readonly #open: () => Promise<Warehouse>;
  readonly #clock: () => number;
  #waiting: Waiting[] = [];
  #turn: Promise<void> | null = null;

  /** @param open opens the warehouse with its tables made; it may wait for others who hold it */
  constructor(open: () => Promise<Warehouse>, clock: () => number) {
    this.#open = open;
    this.#clock = clock;
  }

  /**
   * Does a piece of work on the warehouse, together with what else waits.
   *
   * @throws what the work throws, or the error of the opening
   */
  through<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({ work: async (warehouse) => resolve(await work(warehouse)), fail: reject });
    this.#turn ??= this.#takeTurns();
    return promise;
  }

  /** Waits until nothing is under way. */
  async closed(): Promise<void> {
    while (this.#turn !== null) await this.#turn;
  }

  async #takeTurns(): Promise<void> {
    while (this.#waiting.length > 0) await this.#takeTurn();
    this.#turn = null;
  }

  async #takeTurn(): Promise<void> {
    try {
      await using warehouse = await this.#open();
      const until = this.#clock() + LONGEST_OPENING_MS;
      do await this.#doNext(warehouse); while (this.#waiting.length > 0 && this.#clock() < until);
    } catch (error) {
      for (const { fail } of this.#waiting.splice(0)) fail(error);
    }
  }

  async #doNext(warehouse: Warehouse): Promise<void> {
    const next = this.#waiting.shift();
    try {
      await next?.work(warehouse);
    } catch (error) {
      next?.fail(error);
    }
  }
}
