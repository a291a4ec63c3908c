/** Series with the truth about their incidents, and what a detector made of them. @module */

/** The rows of an incident, both ends included, counted from 0. */
export interface LabelledWindow {
  readonly first: number;
  readonly last: number;
}

/** A series whose incidents are known. */
export interface LabelledSeries {
  readonly name: string;
  /** Moments in ms since 1970. */
  readonly at: Float64Array;
  readonly values: Float64Array;
  /** The incidents in ascending order, none touching another. */
  readonly windows: readonly LabelledWindow[];
}

/** The scores of a series, one a row; the higher, the more of an anomaly. */
export interface ScoredSeries {
  readonly scores: Float64Array;
  readonly windows: readonly LabelledWindow[];
}
