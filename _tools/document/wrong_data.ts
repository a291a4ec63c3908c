/** JSON and YAML in documents that nobody could read. @module */
import { parse as parseYaml } from "@std/yaml/parse";
import { parseAlertRules } from "../../lib/alert/parse_alert_rules.ts";
import { defaultObjectives } from "../../lib/slo/objective.ts";
import { parseObjectives } from "../../lib/slo/parse_objectives.ts";
import { SETTINGS } from "../../lib/run/settings.ts";
import type { Problem } from "../report_problems.ts";
import type { CodeBlock } from "./code_block.ts";

const APDEX_MS = SETTINGS["apdex-ms"].default;

type Read = (text: string) => unknown;

/** The program's own readers, by a key that only their files have. */
const READERS: Readonly<Record<string, Read>> = {
  objectives: (text) => parseObjectives(text, APDEX_MS),
  rules: (text) => parseAlertRules(text, defaultObjectives(APDEX_MS).objectives),
};

/** Lists the blocks that cannot be read: objectives and alert rules by the program, others as JSON or YAML. */
export function wrongData(blocks: readonly CodeBlock[]): Problem[] {
  return blocks.flatMap(({ path, line, language, text }) => {
    const read = language === "json" ? readJson : language === "yaml" ? parseYaml as Read : null;
    const fault = read === null ? null : faultOf(read, text);
    return fault === null ? [] : [{ path, line, message: `cannot be read: ${fault}` }];
  });
}

function readJson(text: string): unknown {
  const found: unknown = JSON.parse(text);
  const key = Object.keys(READERS).find((key) => typeof found === "object" && found !== null && key in found);
  return key === undefined ? found : READERS[key]!(text);
}

function faultOf(read: Read, text: string): string | null {
  try {
    read(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
