/**
 * The Universal Scalability Law: what a pool gets done at a given concurrency.
 *
 * Question: how much more throughput do more requests in flight bring, and from where on do they bring less? Formula:
 *
 *     X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1))
 *
 * with N the concurrency, gamma the throughput of one request at a time, alpha the share of the work that must queue
 * for something shared (contention), and beta the cost of keeping each in line with every other (coherency). Its
 * greatest value lies at N* = sqrt((1 - alpha) / beta), the knee; without beta it only nears gamma / alpha. Limit: it
 * speaks of the mix of requests that it was fitted to. Reference: Gunther, "Guerrilla Capacity Planning", 2007, chapter 4;
 * "A General Theory of Computational Scalability Based on Rational Functions", 2008.
 *
 * @module
 */

/** The parameters of the law. */
export interface UslParameters {
  /** Throughput at a concurrency of 1, requests a second. */
  readonly gamma: number;
  /** Contention, 0..1. */
  readonly alpha: number;
  /** Coherency, 0 and above. */
  readonly beta: number;
}

/**
 * Computes the throughput at a concurrency, requests a second.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { uslThroughput } from "./usl.ts";
 *
 * assertEquals(uslThroughput({ gamma: 100, alpha: 0, beta: 0 }, 8), 800);
 * assertEquals(uslThroughput({ gamma: 100, alpha: 1, beta: 0 }, 8), 100);
 * ```
 */
export function uslThroughput({ gamma, alpha, beta }: UslParameters, concurrency: number): number {
  const excess = concurrency - 1;
  return gamma * concurrency / (1 + alpha * excess + beta * concurrency * excess);
}

/** Computes the concurrency of the greatest throughput; null where throughput never falls. */
export function uslKnee({ alpha, beta }: Omit<UslParameters, "gamma">): number | null {
  if (beta <= 0) return null;
  return Math.sqrt(Math.max(0, 1 - alpha) / beta);
}

/** Computes the greatest throughput, requests a second; null where it grows without end. */
export function uslPeak(parameters: UslParameters): number | null {
  const knee = uslKnee(parameters);
  if (knee !== null) return uslThroughput(parameters, Math.max(1, knee));
  return parameters.alpha > 0 ? parameters.gamma / parameters.alpha : null;
}
