/** Every setting of every task, once: flag, environment name, default and meaning. README and `--help` are made from it. @module */
import { ANALYSIS_SETTINGS } from "./setting/analysis.ts";
import { PLACE_SETTINGS } from "./setting/place.ts";
import { SERVE_SETTINGS } from "./setting/serve.ts";
import { TELEMETRY_SETTINGS } from "./setting/telemetry.ts";

export type { Setting, SettingKind } from "./setting/setting.ts";

/** The settings by the name of their flag. */
export const SETTINGS = {
  ...PLACE_SETTINGS,
  ...TELEMETRY_SETTINGS,
  ...ANALYSIS_SETTINGS,
  ...SERVE_SETTINGS,
} as const;

/** Name of a setting's flag. */
export type SettingName = keyof typeof SETTINGS;

/** Name of a setting in the environment and in `.env`: `--apdex-ms` is `APDEX_MS`. */
export function environmentName(name: SettingName): string {
  return name.toUpperCase().replaceAll("-", "_");
}
