/** Finds the alert rules of a run, as somebody has written them. @module */
import { join } from "@std/path";
import { defaultRules } from "../alert/default_rules.ts";
import type { WrittenRules } from "../alert/merge_rules.ts";
import { parseAlertRules } from "../alert/parse_alert_rules.ts";
import { JsonFieldsError } from "../json/json_fields.ts";
import { type Config, ConfigError } from "../run/config.ts";
import type { Objective } from "../slo/objective.ts";

/**
 * Reads the file that `--alerts` names, or else `alerts.json` under the data folder, or else takes the built-in rules.
 *
 * @throws {ConfigError} when the file named is not there, or says what cannot be
 */
export async function readAlertRules(
  config: Pick<Config, "alerts" | "data">,
  objectives: readonly Objective[],
): Promise<WrittenRules> {
  const path = config.alerts ?? join(config.data, "alerts.json");
  try {
    return { rules: parseAlertRules(await Deno.readTextFile(path), objectives), origin: "file" };
  } catch (cause) {
    if (cause instanceof JsonFieldsError) throw new ConfigError(`Cannot use "${path}": ${cause.message}`, { cause });
    const isMissing = cause instanceof Deno.errors.NotFound;
    if (isMissing && config.alerts === null) return { rules: defaultRules(objectives), origin: "default" };
    const found = isMissing ? "there is no such file" : cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`Cannot read the alert rules "${path}": ${found}, --alerts must name a JSON file`, { cause });
  }
}
