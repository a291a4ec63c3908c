/** A Power BI Project: the semantic model, the report on it, and what ties them together. @module */
import { uuidOf } from "./identity.ts";
import type { Storage } from "./model/model.ts";
import { tmdlFiles } from "./model/tmdl.ts";
import { type Json, schemaOf } from "./report/json.ts";
import { reportFiles } from "./report/report.ts";

const NAME = "Traffic";
const REPORT = `${NAME}.Report`;
const MODEL = `${NAME}.SemanticModel`;
const SETTINGS_OF_ONE_USER = "**/.pbi/localSettings.json\n**/.pbi/cache.abf\n";

/** Makes all files of a project, by their path. The same storage gives the same bytes. */
export function projectFiles(storage: Storage): Map<string, string> {
  const model = [...tmdlFiles(storage)].map(([path, text]) => [`${MODEL}/definition/${path}`, text] as const);
  const report = [...reportFiles(storage)].map(([path, json]) => [`${REPORT}/${path}`, jsonText(json)] as const);
  const frame = [...frameFiles()].map(([path, json]) => [path, jsonText(json)] as const);
  return new Map([[".gitignore", SETTINGS_OF_ONE_USER], ...frame, ...model, ...report]);
}

function frameFiles(): Map<string, Json> {
  return new Map<string, Json>([
    [`${NAME}.pbip`, {
      $schema: schemaOf("pbip/pbipProperties/1.0.0"),
      version: "1.0",
      artifacts: [{ report: { path: REPORT } }],
      settings: { enableAutoRecovery: true },
    }],
    [`${REPORT}/.platform`, platformJson("Report")],
    [`${REPORT}/definition.pbir`, {
      $schema: schemaOf("item/report/definitionProperties/2.0.0"),
      version: "4.0",
      datasetReference: { byPath: { path: `../${MODEL}` } },
    }],
    [`${MODEL}/.platform`, platformJson("SemanticModel")],
    [`${MODEL}/definition.pbism`, {
      $schema: schemaOf("item/semanticModel/definitionProperties/1.0.0"),
      version: "4.2",
      settings: {},
    }],
  ]);
}

function platformJson(type: "Report" | "SemanticModel"): Json {
  return {
    $schema: schemaOf("gitIntegration/platformProperties/2.0.0"),
    metadata: { type, displayName: NAME },
    config: { version: "2.0", logicalId: uuidOf("platform", type) },
  };
}

function jsonText(json: Json): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}
