/** One question to every engine that is there. @module */
import { WarehouseError } from "../warehouse/warehouse.ts";
import { type Engine, ENGINES } from "./engine.ts";
import type { FrameSource } from "./notebook_warehouse.ts";

/** What an engine said. */
export interface EngineAnswer<A> {
  readonly engine: Engine;
  /** Null where it was not there, or could not answer. */
  readonly answer: A | null;
  /** From opening to closing, ms. */
  readonly ms: number;
  /** Why there is no answer, and what to do about it; empty where there is one. */
  readonly reason: string;
}

/** Asks engine after engine; one that is missing or has not the rows is told with its reason, never stood in for. */
export async function askEngines<A>(question: (source: FrameSource) => Promise<A>): Promise<EngineAnswer<A>[]> {
  const answers: EngineAnswer<A>[] = [];
  for (const engine of ENGINES) answers.push(await askEngine(engine, question));
  return answers;
}

async function askEngine<A>(engine: Engine, question: (source: FrameSource) => Promise<A>): Promise<EngineAnswer<A>> {
  const start = performance.now();
  const done = (answer: A | null, reason: string) => ({ engine, answer, ms: performance.now() - start, reason });
  try {
    return done(await question({ engine }), "");
  } catch (error) {
    if (error instanceof WarehouseError || error instanceof RangeError) return done(null, error.message);
    throw error;
  }
}
