/** Help texts, made from the settings. @module */
import { environmentName, type Setting, type SettingName, SETTINGS } from "./settings.ts";

/** Writes the help text of a task. */
export function helpText(
  task: { name: string; describe: string },
  takes: readonly SettingName[],
  files?: string,
): string {
  const usage = `deno task ${task.name} [settings]${files === undefined ? "" : ` ${files}`}`;
  const rows = [...takes, "json", "log-level"].map((name) => helpRow(name as SettingName));
  const width = Math.max(...rows.map(([flag]) => flag.length));
  const lines = rows.map(([flag, text]) => `  ${flag.padEnd(width)}  ${text}`);
  return [
    `${usage}\n\n${task.describe}\n`,
    ...lines,
    "\nEach setting has an environment name too (--apdex-ms is APDEX_MS); .env is read.",
  ].join("\n");
}

function helpRow(name: SettingName): [string, string] {
  const setting: Setting = SETTINGS[name];
  const flag = setting.value === undefined ? `--${name}` : `--${name} ${setting.value}`;
  const given = setting.default === null || setting.default === false ? "" : ` (${setting.default})`;
  return [flag, setting.describe + given];
}

/** Writes the table of all settings for the README. */
export function settingsTable(): string {
  const rows = (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const { default: given, describe, value }: Setting = SETTINGS[name];
    const flag = value === undefined ? `--${name}` : `--${name} ${value}`;
    const shown = given === null || given === false ? "" : `\`${given}\``;
    return `| \`${flag.replaceAll("|", "\\|")}\` | \`${environmentName(name)}\` | ${shown} | ${describe} |`;
  });
  return ["| flag | environment | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
