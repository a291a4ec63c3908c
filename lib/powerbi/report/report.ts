/** The report in PBIR, Microsoft's form of a report in many JSON files. @module */
import { objectName } from "../identity.ts";
import type { Storage } from "../model/model.ts";
import { ANOMALY_DETECTION } from "./anomaly_detection.ts";
import { INFRASTRUCTURE_HEALTH } from "./infrastructure_health.ts";
import { type Json, schemaOf } from "./json.ts";
import { type Page, pageFiles } from "./page.ts";
import { PERFORMANCE_OVERVIEW } from "./performance_overview.ts";
import { RETRY_ANALYTICS } from "./retry_analytics.ts";
import { SCOPE_DETAIL, SCOPE_TOOLTIP } from "./scope_pages.ts";
import { THEME, THEME_FILE } from "./theme.ts";

const DEFINITION = "item/report/definition";

/** All pages, in the order of their tabs. */
export const PAGES: readonly Page[] = [
  PERFORMANCE_OVERVIEW,
  ANOMALY_DETECTION,
  RETRY_ANALYTICS,
  INFRASTRUCTURE_HEALTH,
  SCOPE_DETAIL,
  SCOPE_TOOLTIP,
];

/** Makes the files of the report, by their path under its folder. */
export function reportFiles(storage: Storage): Map<string, Json> {
  const names = PAGES.map(({ title }) => objectName("page", title));
  return new Map<string, Json>([
    ["definition/version.json", { $schema: schemaOf(`${DEFINITION}/versionMetadata/1.0.0`), version: "2.0.0" }],
    ["definition/report.json", reportJson()],
    ["definition/pages/pages.json", {
      $schema: schemaOf(`${DEFINITION}/pagesMetadata/1.1.0`),
      pageOrder: names,
      activePageName: names[0]!,
    }],
    ...PAGES.flatMap((page) =>
      [...pageFiles(page, storage)].map(([path, json]) => [`definition/pages/${path}`, json] as const)
    ),
    [`StaticResources/RegisteredResources/${THEME_FILE}`, THEME],
  ]);
}

function reportJson(): Json {
  return {
    $schema: schemaOf(`${DEFINITION}/report/3.3.0`),
    themeCollection: {
      customTheme: {
        name: THEME_FILE,
        reportVersionAtImport: { visual: "2.9.0", report: "3.3.0", page: "2.1.0" },
        type: "RegisteredResources",
      },
    },
    resourcePackages: [{
      name: "RegisteredResources",
      type: "RegisteredResources",
      items: [{ name: THEME_FILE, path: THEME_FILE, type: "CustomTheme" }],
    }],
    settings: {
      useStylableVisualContainerHeader: true,
      exportDataMode: "AllowSummarized",
      defaultDrillFilterOtherVisuals: true,
      allowChangeFilterTypes: true,
      useEnhancedTooltips: true,
    },
  };
}
