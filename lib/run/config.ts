/** Settings of a run: flags before environment before `.env` before defaults. @module */
import { parseArgs, parseEnv } from "node:util";
import { environmentName, type Setting, type SettingName, SETTINGS } from "./settings.ts";

type NumberKind = "count" | "number" | "ratio";

type ValueOf<S extends Setting> = S["kind"] extends "list" ? readonly string[]
  : S["kind"] extends "flag" ? boolean
  : S["kind"] extends NumberKind ? S["default"] extends null ? number | null : number
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
 * @param takes the settings that the task knows; others are refused as flags and keep their defaults
 * @throws {ConfigError} for an unknown flag or a value of the wrong kind
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const config = readConfig(["--days=2", "a.log"], ["days", "seed"], { env: () => undefined, envFile: "SEED=7" });
 * assertEquals([config.days, config.seed, config.files], [2, 7, ["a.log"]]);
 * ```
 */
export function readConfig(args: readonly string[], takes: readonly SettingName[], around: Surroundings): Config {
  const { flags, files } = readFlags(args, takes);
  const envFile = parseEnv(around.envFile);
  const entries = (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const setting: Setting = SETTINGS[name];
    const variable = environmentName(name);
    const given = takes.includes(name)
      ? flags.get(name) ?? variableOf(setting, variable, around.env(variable) ?? envFile[variable])
      : null;
    return [name, given === null ? defaultOf(setting) : convert(setting, given)];
  });
  return { ...Object.fromEntries(entries), files };
}

/** A setting as it was written. */
interface Given {
  /** How a message names the setting: as the flag or the variable that it was given by. */
  readonly by: string;
  readonly texts: readonly string[];
}

interface Flags {
  readonly flags: ReadonlyMap<SettingName, Given>;
  readonly files: readonly string[];
}

function readFlags(args: readonly string[], takes: readonly SettingName[]): Flags {
  const typeOf = (name: SettingName) => ({ type: SETTINGS[name].kind === "flag" ? "boolean" : "string" } as const);
  const options = Object.fromEntries(takes.map((name) => [name, typeOf(name)]));
  const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const flags = new Map<SettingName, Given>();
  for (const token of parsed.tokens.filter((token) => token.kind === "option")) {
    const by = token.rawName;
    const name = takes.find((name) => by === `--${name}`);
    if (name === undefined) {
      throw new ConfigError(`Cannot use "${by}": this task takes ${takes.map((name) => `--${name}`).join(", ")}`);
    }
    const text = SETTINGS[name].kind === "flag" ? token.value ?? "true" : valueOf(by, token.value, token.inlineValue);
    flags.set(name, { by, texts: [...flags.get(name)?.texts ?? [], text] });
  }
  return { flags, files: parsed.positionals };
}

/** What follows a flag: a hyphen alone is standard input, one with more behind it is the next flag. */
function valueOf(flag: string, value = "", isInline = false): string {
  if (value !== "" && (isInline || value === "-" || !value.startsWith("-"))) return value;
  throw new ConfigError(`Cannot use ${flag} without a value: write ${flag}=VALUE`);
}

/** The value of a variable; an empty one counts as not given. */
function variableOf({ kind }: Setting, variable: string, text = ""): Given | null {
  const texts = kind === "list" ? text.split(",").map((part) => part.trim()) : [text];
  const filled = texts.filter((part) => part !== "");
  return filled.length === 0 ? null : { by: variable, texts: filled };
}

function defaultOf({ kind, default: value }: Setting): unknown {
  return kind === "list" ? [] : value;
}

const FLAG_VALUES = new Map(Object.entries({ "1": true, true: true, yes: true, "0": false, false: false, no: false }));

function convert({ kind, least = 0 }: Setting, { by, texts }: Given): unknown {
  const text = texts.at(-1)!;
  if (kind === "list") return texts;
  if (kind === "text") return text;
  if (kind === "flag") return FLAG_VALUES.get(text.toLowerCase()) ?? refuse(by, text, "true or false");
  const number = text.trim() === "" ? NaN : Number(text);
  if (kind === "ratio") return number >= 0 && number <= 1 ? number : refuse(by, text, "a number from 0 to 1");
  const isOfKind = kind === "count" ? Number.isSafeInteger(number) : Number.isFinite(number);
  const needed = `a ${kind === "count" ? "whole number" : "number"} from ${least} on`;
  return isOfKind && number >= least ? number : refuse(by, text, needed);
}

function refuse(by: string, text: string, needed: string): never {
  throw new ConfigError(`Cannot use ${by} "${text}": ${needed} is needed`);
}
