/** Structured log lines on standard error: time, level, message, fields. @module */
import type { Log, LogLine } from "./step.ts";

/** Levels, the most talkative first. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** One of the levels. */
export type LogLevel = typeof LOG_LEVELS[number];

/** Makes a log that writes lines of at least a level to standard error. */
export function consoleLog(least: LogLevel, clock: () => number): Log {
  const lineOf = (level: LogLevel): LogLine => (message, fields = {}) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join("");
    console.error(`${new Date(clock()).toISOString()} ${level} ${printable(message)}${pairs}`);
  };
  return { debug: lineOf("debug"), info: lineOf("info"), warn: lineOf("warn"), error: lineOf("error") };
}

// deno-lint-ignore no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Makes text from a log safe to print: control characters and marks of direction are shown, not obeyed. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
