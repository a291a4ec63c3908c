/** Structured log lines: time, level, message, fields. @module */
import type { Log, LogLine } from "./step.ts";

/** Levels, the most talkative first. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** One of the levels. */
export type LogLevel = typeof LOG_LEVELS[number];

/**
 * Makes a log of lines of at least a level.
 *
 * @param clock ms since 1970
 * @param write takes a line without its end
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const lines: string[] = [];
 * lineLog("info", () => 0, (line) => lines.push(line)).warn("slow", { ms: 12, source: "a.log" });
 * assertEquals(lines, ['1970-01-01T00:00:00.000Z warn slow ms=12 source="a.log"']);
 * ```
 */
export function lineLog(least: LogLevel, clock: () => number, write: (line: string) => void): Log {
  const lineOf = (level: LogLevel): LogLine => (message, fields = {}) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join("");
    write(`${new Date(clock()).toISOString()} ${level} ${printable(message + pairs)}`);
  };
  return { debug: lineOf("debug"), info: lineOf("info"), warn: lineOf("warn"), error: lineOf("error") };
}

/** A log that keeps nothing. */
export const NO_LOG: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

// deno-lint-ignore no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Makes text from a log safe to print: control characters and marks of direction are shown, not obeyed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(printable("\x1b[2J"), "\\u001b[2J");
 * ```
 */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
