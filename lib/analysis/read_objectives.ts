/** Finds the objectives of a run. @module */
import { join } from "@std/path";
import { type Config, ConfigError } from "../run/config.ts";
import { defaultObjectives, type Objectives } from "../slo/objective.ts";
import { JsonFieldsError } from "../json/json_fields.ts";
import { parseObjectives } from "../slo/parse_objectives.ts";

/**
 * Reads the file that `--slo` names, or else `slo.json` under the data folder, or else takes the built-in objectives.
 *
 * @throws {ConfigError} when the file named is not there, or says what cannot be
 */
export async function readObjectives(config: Pick<Config, "slo" | "data" | "apdex-ms">): Promise<Objectives> {
  const path = config.slo ?? join(config.data, "slo.json");
  try {
    return parseObjectives(await Deno.readTextFile(path), config["apdex-ms"]);
  } catch (cause) {
    if (cause instanceof JsonFieldsError) throw new ConfigError(`Cannot use "${path}": ${cause.message}`, { cause });
    const isMissing = cause instanceof Deno.errors.NotFound;
    if (isMissing && config.slo === null) return defaultObjectives(config["apdex-ms"]);
    const found = isMissing ? "there is no such file" : cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`Cannot read the objectives "${path}": ${found}, --slo must name a JSON file`, { cause });
  }
}
