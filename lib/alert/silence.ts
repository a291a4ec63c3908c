/** The `alert_silences` table: spans of time in which alerts that match are kept, but told to nobody. @module */
import { defineTable, type Row } from "../table/table.ts";
import type { Labels } from "./labels.ts";
import { matchesAll, parseMatcher } from "./matcher.ts";

/** One row a silence. */
export const ALERT_SILENCES = defineTable({
  name: "alert_silences",
  grain: "one row a silence",
  key: ["silence_id"],
  time: "created_at",
  columns: {
    silence_id: { type: "text", length: 36, meaning: "Identifier." },
    matchers: { type: "json", meaning: "List of matchers on labels, such as `scope=~web-.*`; all must match." },
    from_at: { type: "instant", meaning: "When it begins." },
    to_at: { type: "instant", meaning: "When it ends." },
    reason: { type: "text", meaning: "Why, in the words of who made it." },
    created_at: { type: "instant", meaning: "When it was made." },
  },
});

/** One row of `alert_silences`. */
export type AlertSilenceRow = Row<typeof ALERT_SILENCES>;

/** Tells whether a silence holds for such labels at a moment, ms since 1970. */
export function isSilenced(silences: readonly AlertSilenceRow[], labels: Labels, at: number): boolean {
  return silences.some(({ from_at, to_at, matchers }) =>
    from_at <= at && at < to_at && matchesAll((JSON.parse(matchers) as string[]).map(parseMatcher), labels)
  );
}
