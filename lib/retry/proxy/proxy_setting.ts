/** The settings of a proxy that come nearest to a retry budget, to be pasted. @module */
import type { BudgetSpecification } from "../budget/budget_specification.ts";

/** One of them. */
export type Proxy = "haproxy" | "nginx" | "envoy";

/** What settings are written for. */
export interface SettingsWanted {
  readonly budget: BudgetSpecification;
  /** The pool that they are for; names of zones and clusters are made from it. */
  readonly pool: string;
  /** Mean duration of a retry in the history, ms: turns retries a second into retries at a time. */
  readonly meanRetryMs: number;
}

/** Lines for one place of a configuration. */
export interface ProxySetting {
  readonly proxy: Proxy;
  /** Where the lines belong, such as `backend shop`. */
  readonly place: string;
  readonly lines: readonly string[];
}

/** Makes a name that any configuration takes from one that came out of a log. */
export function safeName(pool: string): string {
  return pool.replaceAll(/[^A-Za-z0-9_.-]/g, "_").slice(0, 48) || "pool";
}

/** Attempts of a request that a budget amounts to where a proxy can limit nothing else, the first included. */
export function nearestAttempts(budget: BudgetSpecification): number {
  switch (budget.kind) {
    case "attempts":
    case "ratio":
      return budget.maxAttempts;
    case "breaker":
      return budget.maxRetries === 0 ? 1 : 2;
    case "finagle":
    case "linkerd":
    case "envoy":
      return budget.ratio === 0 ? 1 : 2;
    case "throttling":
      return 2;
  }
}

/** What a fixed number of attempts is, beside a budget. */
export function attemptsComment(budget: BudgetSpecification, proxy: string): string[] {
  if (budget.kind === "attempts") return [];
  const most = nearestAttempts(budget);
  return [
    `# ${proxy} has no budget of retries: this is the nearest, a limit for each request.`,
    most === 1
      ? "# Nothing is retried."
      : `# When all of them fail the load still grows to ${most} times, which the budget would have prevented.`,
  ];
}
