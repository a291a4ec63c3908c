/** A page of the report. @module */
import { objectName } from "../identity.ts";
import type { Storage } from "../model/model.ts";
import type { ColumnReference } from "../model/model_table.ts";
import { drilledBy, filterName } from "./filter.ts";
import { fieldJson, type Json, property, schemaOf } from "./json.ts";
import { type Visual, visualJson } from "./visual.ts";

/** How often an open report asks the database again, as ISO 8601 writes it: minutes become complete once a minute. */
const REFRESH_AFTER = "PT60S";

/** A page: one of the report's own, or one that others show. */
export interface Page {
  readonly title: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly visuals: readonly Visual[];
  /** `tooltip` shows beside the pointer; `drillthrough` opens for the value of a column. */
  readonly use?: { readonly kind: "tooltip" } | { readonly kind: "drillthrough"; readonly by: ColumnReference };
}

/** Makes the files of a page, by their path under `pages/`. */
export function pageFiles(page: Page, storage: Storage): Map<string, Json> {
  const folder = objectName("page", page.title);
  return new Map<string, Json>([
    [`${folder}/page.json`, pageJson(page, storage)],
    ...page.visuals.map((visual, i) =>
      [
        `${folder}/visuals/${objectName("visual", page.title, visual.name)}/visual.json`,
        visualJson(page.title, visual, i + 1),
      ] as const
    ),
  ]);
}

function pageJson({ title, size, use }: Page, storage: Storage): Json {
  const refreshes = storage === "directQuery" && use === undefined;
  return {
    $schema: schemaOf("item/report/definition/page/2.1.0"),
    name: objectName("page", title),
    displayName: title,
    displayOption: use?.kind === "tooltip" ? "ActualSize" : "FitToPage",
    ...{ height: size.height, width: size.width },
    ...(refreshes
      ? { objects: { pageRefresh: [{ properties: { show: property(true), duration: property(REFRESH_AFTER) } }] } }
      : {}),
    ...(use === undefined ? {} : { ...useJson(title, use), visibility: "HiddenInViewMode" }),
  };
}

function useJson(title: string, use: NonNullable<Page["use"]>): { readonly [name: string]: Json } {
  if (use.kind === "tooltip") {
    return { type: "Tooltip", pageBinding: { name: objectName("binding", title), type: "Tooltip", parameters: [] } };
  }
  const parameter = {
    name: objectName("parameter", title),
    boundFilter: filterName([title], use.by),
    fieldExpr: fieldJson(use.by),
  };
  return {
    type: "Drillthrough",
    filterConfig: { filters: [drilledBy(title, use.by)] },
    pageBinding: { name: objectName("binding", title), type: "Drillthrough", parameters: [parameter] },
  };
}
