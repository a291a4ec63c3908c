import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type PeerFigure, peerOutliers } from "./peer_outliers.ts";

const figuresOf = (values: readonly number[], peers = "api"): PeerFigure[] =>
  values.map((value, i) => ({ serverId: `${peers}-${i}`, peers, value }));

Deno.test("peerOutliers() scores as Iglewicz and Hoaglin do", () => {
  const [outlier, ...others] = peerOutliers(figuresOf([2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3]), 0.01);
  assertEquals(outlier?.serverId, "api-9");
  assertEquals(outlier?.median, 2.45);
  assertAlmostEquals(outlier?.score ?? 0, 0.6745 * (8.3 - 2.45) / 0.15, 1e-9);
  assertEquals(others.map(({ serverId }) => serverId), ["api-8"]);
});

Deno.test("peerOutliers() takes servers by their groups, and small groups not at all", () => {
  const figures = [
    ...figuresOf([10, 11, 10, 11], "a"),
    ...figuresOf([90, 91, 90, 20], "b"),
    ...figuresOf([1, 9, 50], "c"),
  ];
  assertEquals(peerOutliers(figures, 1).map(({ serverId, score }) => [serverId, score < 0]), [["b-3", true]]);
});

Deno.test("peerOutliers() makes nothing of differences that do not matter", () => {
  assertEquals(peerOutliers(figuresOf([1, 1, 1, 1, 1.2]), 0.5), []);
  assertEquals(peerOutliers([], 1), []);
});
