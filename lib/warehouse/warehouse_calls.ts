/** A warehouse whose calls are passed on: to one that is opened for them, or to another thread. @module */
import type { Warehouse } from "./warehouse.ts";

const METHODS = [
  "migrate",
  "inspect",
  "replaceDays",
  "mergeRows",
  "storeRequests",
  "requestFiles",
  "count",
  "sumSketches",
  "rollUp",
  "replaceSources",
  "applyRetention",
  "query",
  "export",
] as const satisfies readonly (keyof Warehouse)[];

/** One call; its arguments can be copied from thread to thread. */
export interface WarehouseCall {
  readonly method: typeof METHODS[number];
  readonly args: readonly unknown[];
}

/** Makes a warehouse that passes each call on, and whose end nobody is told of. */
export function callingWarehouse(location: string, pass: (call: WarehouseCall) => Promise<unknown>): Warehouse {
  const methods = Object.fromEntries(
    METHODS.map((method) => [method, (...args: readonly unknown[]) => pass({ method, args })]),
  );
  return { ...methods, location, [Symbol.asyncDispose]: () => Promise.resolve() } as unknown as Warehouse;
}

/** Does a piece of work on a warehouse that is opened for it. */
export type Through = <T>(work: (warehouse: Warehouse) => Promise<T>) => Promise<T>;

/** Makes a warehouse that is opened for each call. */
export function warehouseThrough(through: Through): Warehouse {
  return callingWarehouse("", (call) => through((warehouse) => answerCall(warehouse, call)));
}

/** Carries out a call that was passed on. */
export function answerCall(warehouse: Warehouse, { method, args }: WarehouseCall): Promise<unknown> {
  return Reflect.apply(warehouse[method], warehouse, args);
}
