/**
 * How new the present of a series is: does it, in any of its views, leave the range of all that was seen?
 *
 * The novelties of the views add up to evidence, which fades over some values: an incident shows now in the value, a little later in an
 * average, then in the noise, and its parts are to meet.
 *
 * @module
 */
import { NoveltyRange, type NoveltySettings } from "./novelty_range.ts";
import { VIEW_NAMES, type ViewName, type Views } from "./views.ts";

/** How the views' novelties become evidence. */
export interface EvidenceSettings extends NoveltySettings {
  /** Weight of each view's novelty; a view of weight 0 is not looked at. */
  readonly viewWeights: Readonly<Record<ViewName, number>>;
  /** Share of the evidence that is left at the next value. */
  readonly carry: number;
}

/** The evidence of novelty of one series. */
export class Novelty {
  readonly #settings: EvidenceSettings;
  readonly #ranges: readonly NoveltyRange[];
  readonly #weights: readonly number[];
  #evidence = 0;

  constructor(settings: EvidenceSettings) {
    this.#settings = settings;
    this.#weights = VIEW_NAMES.map((name) => settings.viewWeights[name]);
    this.#ranges = VIEW_NAMES.map(() => new NoveltyRange(settings));
  }

  /**
   * Judges the present values of the views.
   *
   * @param pace share of the rates that the value is worth, 0..1
   * @returns the evidence, 0 or more; 1 is about one view that is entirely new
   */
  judge({ values, isTrusted }: Pick<Views, "values" | "isTrusted">, pace: number): number {
    let sum = 0;
    for (let view = 0; view < this.#ranges.length; view++) {
      const weight = this.#weights[view]!;
      const value = values[view]!;
      if (weight === 0 || Number.isNaN(value)) continue;
      const novelty = this.#ranges[view]!.judge(value, pace);
      if (isTrusted[view] === 1) sum += weight * novelty;
    }
    this.#evidence = this.#evidence * Math.pow(this.#settings.carry, pace) + sum;
    return this.#evidence;
  }
}
