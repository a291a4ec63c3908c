/**
 * Servers that stand apart from their peers in a figure, over a whole span.
 *
 * Question: which server of a pool is not like the others? The modified z-score `0.6745 (x - median) / MAD` of Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993, who call
 * an outlier what is beyond 3.5; median and MAD are hardly moved by the outlier itself. A pool whose servers are almost equal would make outliers of trifles, so MAD is at least what
 * matters in the figure. Limit: of fewer than four servers nobody can tell which is the odd one.
 *
 * @module
 */
import { median } from "../anomaly/median.ts";

/** A figure of one server. */
export interface PeerFigure {
  readonly serverId: string;
  /** The pool or region whose servers are like it. */
  readonly peers: string;
  readonly value: number;
}

/** A server that is not like its peers. */
export interface PeerOutlier extends PeerFigure {
  /** Of all servers of its group. */
  readonly median: number;
  /** Modified z-score, below zero where the figure is low. */
  readonly score: number;
}

const FEWEST_SERVERS = 4;

/** From where on a modified z-score is an outlier's. */
const OUTLIER_SCORE = 3.5;

/** MAD of a normal distribution, in standard deviations. */
const MAD_OF_NORMAL = 0.6745;

/**
 * Finds outliers, the farthest first.
 *
 * @param smallest difference that matters, in the figure's unit: the least MAD
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const figures = [10, 11, 12, 13, 40].map((value, i) => ({ serverId: `web-${i}`, peers: "api", value }));
 * assertEquals(peerOutliers(figures, 0.1).map(({ serverId, median }) => [serverId, median]), [["web-4", 12]]);
 * ```
 */
export function peerOutliers(figures: readonly PeerFigure[], smallest: number): PeerOutlier[] {
  return [...Map.groupBy(figures, ({ peers }) => peers).values()]
    .filter((group) => group.length >= FEWEST_SERVERS)
    .flatMap((group) => scored(group, smallest))
    .filter(({ score }) => Math.abs(score) >= OUTLIER_SCORE)
    .sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
}

function scored(group: readonly PeerFigure[], smallest: number): PeerOutlier[] {
  const middle = median(group.map(({ value }) => value))!;
  const mad = Math.max(smallest, median(group.map(({ value }) => Math.abs(value - middle)))!);
  return group.map((figure) => ({ ...figure, median: middle, score: MAD_OF_NORMAL * (figure.value - middle) / mad }));
}
