// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Where a drawing's axes are, and which moment and which name stand at a place. @module */

/**
 * The rectangle of a drawing that its axes span, in pixels of the window.
 *
 * @param {HTMLElement} drawing
 * @returns {DOMRect | null}
 */
export function plotOf(drawing) {
  return drawing.querySelector("g.role-frame path.background")?.getBoundingClientRect() ?? null;
}

/**
 * The moment at a place, ms since 1970.
 *
 * @param {HTMLElement} drawing
 * @param {DOMRect} plot
 * @param {number} x
 */
export function momentAt(drawing, plot, x) {
  const [from, to] = [Number(drawing.dataset.from), Number(drawing.dataset.to)];
  return from + shareOf(x, plot.left, plot.width) * (to - from);
}

/**
 * The place of a name at a point: names share their axis evenly.
 *
 * @param {DOMRect} plot
 * @param {{ clientX: number, clientY: number }} point
 * @param {{ names: readonly string[], isAcross: boolean }} axis
 */
export function placeOf(plot, { clientX, clientY }, { names, isAcross }) {
  const share = isAcross ? shareOf(clientX, plot.left, plot.width) : shareOf(clientY, plot.top, plot.height);
  return Math.min(names.length - 1, Math.floor(share * names.length));
}

/** @param {number} at @param {number} start @param {number} length */
function shareOf(at, start, length) {
  return Math.min(1, Math.max(0, (at - start) / length));
}

/** A moment as people read it, in the zone that the page is shown in. @param {number} at ms since 1970 */
export function showMoment(at) {
  const timeZone = document.body.dataset.zone ?? "UTC";
  const words = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);
  return `${words} ${timeZone}`;
}
