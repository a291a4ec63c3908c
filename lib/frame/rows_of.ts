/** Frames as rows again, for the functions of the domain. @module */
import type { DataFrame } from "danfojs-node";

/** What frames and joins of frames have in common. */
export type Tabular = Pick<DataFrame, "columns" | "values" | "index">;

/** Turns a frame into objects by column; the caller names the row's type, whose columns are those of the frame's view. */
export function rowsOf<R>(frame: Tabular): R[] {
  const names = frame.columns as string[];
  return (frame.values as unknown[][]).map((cells) =>
    Object.fromEntries(names.map((name, place) => [name, cells[place] ?? null]))
  ) as R[];
}
