/** The filters at the top of every page; they move together. @module */
import { DAY, SCOPE } from "../model/dimensions.ts";
import { columnOf } from "../model/model_table.ts";
import { type Field, type Json, property } from "./json.ts";
import { type Visual, visual } from "./visual.ts";

/** Makes the filters for days and scopes. */
export function slicers(): Visual[] {
  const kind = { ...slicer("Cut by", columnOf(SCOPE, "scope_kind"), "Dropdown"), ...at(272) };
  return [
    { ...slicer("Days (UTC)", columnOf(DAY, "day_at"), "Between"), ...at(16) },
    kind,
    { ...slicer("Scope", columnOf(SCOPE, "scope"), "Dropdown"), ...at(528) },
  ];
}

function at(x: number) {
  return { place: { x, y: 8, width: 248, height: 80 } };
}

function slicer(title: string, field: Field, mode: "Between" | "Dropdown"): Visual {
  const objects: Record<string, Json> = {
    data: [{ properties: { mode: property(mode) } }],
    header: [{ properties: { show: property(true), text: property(title) } }],
  };
  return visual("slicer", null, at(0).place, { Values: [field] }, { name: title, objects, syncGroup: title });
}
