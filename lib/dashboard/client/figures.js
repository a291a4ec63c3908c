// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Charts that answer: dragging over one zooms into its time, pointing at one tells its numbers. @module */

const main = /** @type {HTMLElement} */ (document.querySelector("body"));
/** @type {{ drawing: HTMLElement, plot: DOMRect, from: number, brush: HTMLElement } | null} */
let drag = null;
const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
document.body.append(tip);

/**
 * The rectangle of a drawing that its axes span.
 *
 * @param {HTMLElement} drawing
 * @returns {DOMRect | null}
 */
function plotOf(drawing) {
  return drawing.querySelector("g.role-frame path.background")?.getBoundingClientRect() ?? null;
}

/**
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function drawingOf(event) {
  return event.target instanceof Element ? event.target.closest(".drawing[data-from]") : null;
}

/**
 * The moment at a place, ms since 1970.
 *
 * @param {HTMLElement} drawing
 * @param {DOMRect} plot
 * @param {number} x
 */
function momentAt(drawing, plot, x) {
  const [from, to] = [Number(drawing.dataset.from), Number(drawing.dataset.to)];
  const share = Math.min(1, Math.max(0, (x - plot.left) / plot.width));
  return from + share * (to - from);
}

/** @param {number} from @param {number} to */
function zoom(from, to) {
  const query = new URLSearchParams(location.search);
  query.delete("last");
  query.set("from", new Date(Math.round(from / 60_000) * 60_000).toISOString().slice(0, 16));
  query.set("to", new Date(Math.round(to / 60_000) * 60_000).toISOString().slice(0, 16));
  location.search = query.toString();
}

main.addEventListener("pointerdown", (event) => {
  const drawing = drawingOf(event);
  const plot = drawing === null ? null : plotOf(drawing);
  if (drawing === null || plot === null || event.button !== 0) return;
  event.preventDefault();
  const brush = document.createElement("div");
  brush.className = "brush";
  drawing.append(brush);
  drag = { drawing, plot, from: event.clientX, brush };
});

addEventListener("pointermove", (event) => {
  if (drag === null) return showTip(event);
  const left = drag.drawing.getBoundingClientRect().left - drag.drawing.scrollLeft;
  drag.brush.style.left = `${Math.min(drag.from, event.clientX) - left}px`;
  drag.brush.style.width = `${Math.abs(event.clientX - drag.from)}px`;
});

addEventListener("pointerup", (event) => {
  if (drag === null) return;
  const { drawing, plot, from, brush } = drag;
  drag = null;
  brush.remove();
  if (Math.abs(event.clientX - from) < 8) return;
  const [a, b] = [momentAt(drawing, plot, from), momentAt(drawing, plot, event.clientX)];
  if (Math.abs(a - b) >= 60_000) zoom(Math.min(a, b), Math.max(a, b));
});

/**
 * Tells the row of the table under the chart that is nearest to the pointer in time.
 *
 * @param {PointerEvent} event
 */
function showTip(event) {
  const drawing = drawingOf(event);
  const plot = drawing === null ? null : plotOf(drawing);
  tip.hidden = true;
  if (drawing === null || plot === null || event.clientX < plot.left || event.clientX > plot.right) return;
  const at = momentAt(drawing, plot, event.clientX);
  tip.textContent = `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  tip.hidden = false;
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 160)}px`;
  tip.style.top = `${event.clientY + 14}px`;
}
