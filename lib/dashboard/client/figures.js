// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Dragging over a chart zooms into its time. @module */
import { momentAt, plotOf } from "./plot.js";

/** Pixels and time below which a movement is none. */
const LEAST_PIXELS = 8;
const LEAST_MS = 60_000;

/** @type {{ drawing: HTMLElement, plot: DOMRect, from: number, brush: HTMLElement } | null} */
let drag = null;

/** @param {number} from @param {number} to ms since 1970 */
function zoom(from, to) {
  const query = new URLSearchParams(location.search);
  const minute = (/** @type {number} */ at) =>
    `${new Date(Math.round(at / LEAST_MS) * LEAST_MS).toISOString().slice(0, 16)}Z`;
  query.delete("last");
  query.set("from", minute(from));
  query.set("to", minute(to));
  location.search = query.toString();
}

addEventListener("pointerdown", (event) => {
  /** @type {HTMLElement | null} */
  const drawing = event.target instanceof Element ? event.target.closest(".drawing[data-zooms]") : null;
  const plot = drawing === null ? null : plotOf(drawing);
  if (drawing === null || plot === null || event.button !== 0) return;
  const brush = document.createElement("div");
  brush.className = "brush";
  drawing.append(brush);
  drag = { drawing, plot, from: event.clientX, brush };
});

addEventListener("pointermove", (event) => {
  if (drag === null) return;
  const left = drag.drawing.getBoundingClientRect().left - drag.drawing.scrollLeft;
  drag.brush.style.left = `${Math.min(drag.from, event.clientX) - left}px`;
  drag.brush.style.width = `${Math.abs(event.clientX - drag.from)}px`;
});

addEventListener("pointerup", (event) => {
  if (drag === null) return;
  const { drawing, plot, from, brush } = drag;
  drag = null;
  brush.remove();
  if (Math.abs(event.clientX - from) < LEAST_PIXELS) return;
  addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
  const [a, b] = [momentAt(drawing, plot, from), momentAt(drawing, plot, event.clientX)];
  if (Math.abs(a - b) >= LEAST_MS) zoom(Math.min(a, b), Math.max(a, b));
});

addEventListener("pointercancel", () => {
  drag?.brush.remove();
  drag = null;
});
