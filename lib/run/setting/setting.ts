/** What a setting is. @module */

/**
 * How a setting is written: a count is a whole number, a number may have a fraction, a ratio is from 0 to 1. A list may be given several times, in the environment its
 * parts are divided by commas.
 */
export type SettingKind = "text" | "count" | "number" | "ratio" | "flag" | "list";

/** One setting. */
export interface Setting {
  readonly kind: SettingKind;
  /** Null means that the setting has no value unless it is given. */
  readonly default: string | number | boolean | null;
  /** Least value of a count or number, 0 where absent. */
  readonly least?: number;
  /** What follows the flag in a help text. */
  readonly value?: string;
  readonly describe: string;
}
