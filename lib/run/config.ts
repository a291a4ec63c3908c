/** Settings of a run: flags before environment before `.env` before defaults. @module */
import { parseEnv } from "node:util";
import { parseArgs } from "@std/cli/parse-args";
import { environmentName, type Setting, type SettingName, SETTINGS } from "./settings.ts";

type ValueOf<S extends Setting> = S["kind"] extends "list" ? readonly string[]
  : S["kind"] extends "flag" ? boolean
  : S["kind"] extends "number" ? S["default"] extends null ? number | null : number
  : S["default"] extends null ? string | null
  : string;

/** The values of all settings by flag name, and the arguments that are no flags. */
export type Config = { readonly [Name in SettingName]: ValueOf<typeof SETTINGS[Name]> } & {
  readonly files: readonly string[];
};

/** A setting that is unknown or has an unusable value: wrong usage, exit code 2. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Where settings come from, besides the flags. */
export interface Surroundings {
  /** A variable of the environment. */
  readonly env: (name: string) => string | undefined;
  /** Text of the `.env` file; empty where there is none. */
  readonly envFile: string;
}

/**
 * Reads the settings of a task.
 *
 * @param takes the settings that the task knows; others are refused as flags
 * @throws {ConfigError} for an unknown flag or a value of the wrong kind
 */
export function readConfig(args: readonly string[], takes: readonly SettingName[], around: Surroundings): Config {
  const flags = parseFlags(args, takes);
  const file = parseEnv(around.envFile);
  const entries = Object.entries(SETTINGS).map(([key, setting]) => {
    const name = key as SettingName;
    const variable = environmentName(name);
    const given = takes.includes(name) ? flags[name] ?? around.env(variable) ?? file[variable] : undefined;
    return [name, given === undefined || given === "" ? defaultOf(setting) : convert(name, setting, given)];
  });
  return { ...Object.fromEntries(entries), files: flags._ };
}

type Flags = Readonly<Record<string, unknown>> & { readonly _: readonly string[] };

function parseFlags(args: readonly string[], takes: readonly SettingName[]): Flags {
  const ofKind = (kind: string) => takes.filter((name) => SETTINGS[name].kind === kind);
  const parsed = parseArgs([...args], {
    boolean: ofKind("flag"),
    string: ["_", ...ofKind("text"), ...ofKind("number"), ...ofKind("list")],
    collect: ofKind("list"),
    unknown: (argument: string, key?: string) => {
      if (key === undefined) return true;
      throw new ConfigError(`Cannot use "${argument}": this task takes ${takes.map((name) => `--${name}`).join(", ")}`);
    },
  });
  const { _: files, ...flags } = parsed;
  return { ...Object.fromEntries(Object.entries(flags).filter(([, value]) => !isAbsent(value))), _: files.map(String) };
}

/** The parser gives every flag a value; one that was not given must let the environment speak. */
function isAbsent(value: unknown): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}

function defaultOf(setting: Setting): unknown {
  return setting.kind === "list" ? [] : setting.default;
}

function convert(name: SettingName, { kind }: Setting, given: unknown): unknown {
  if (kind === "list") return Array.isArray(given) ? given : String(given).split(",").map((part) => part.trim());
  if (kind === "flag") return given === true || /^(1|true|yes)$/i.test(String(given));
  if (kind === "text") return String(given);
  const number = Number(given);
  if (given !== "" && Number.isFinite(number) && number >= 0) return number;
  throw new ConfigError(`Cannot use --${name} "${given}": a number from 0 on is needed`);
}
