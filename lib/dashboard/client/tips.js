// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Charts that answer: pointing at a place tells the rows behind it, and a click or Enter leads to them. The arrow keys point too.
 *
 * Values come from logs and are hostile: they are put into the page as text alone.
 *
 * @module
 */
import { momentAt, placeOf, plotOf, showMoment } from "./plot.js";

/** @typedef {[from: number | null, to: number | null, place: number, ...texts: string[]]} PointedRow */
/** @typedef {{ labels: string[], names: string[], queries: string[], isAcross: boolean, places: [number, number][], rows: PointedRow[] }} PointedRows */

const MOST_TOLD = 4;
const NEAR_PIXELS = 30;
const NONE = /** @type {PointedRows} */ ({ labels: [], names: [], queries: [], isAcross: false, places: [], rows: [] });

/** @type {WeakMap<HTMLElement, PointedRows>} */
const known = new WeakMap();

/** @type {PointedRow | null} */
let pointed = null;

const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
const guide = document.createElement("div");
guide.className = "guide";
document.body.append(tip);

/** @param {HTMLElement} drawing */
function rowsOf(drawing) {
  const script = drawing.querySelector("script");
  const rows = known.get(drawing) ?? (script === null ? NONE : JSON.parse(script.textContent ?? ""));
  known.set(drawing, rows);
  return /** @type {PointedRows} */ (rows);
}

/** @param {Event} event @returns {HTMLElement | null} */
function drawingOf(event) {
  return event.target instanceof Element ? event.target.closest(".drawing") : null;
}

/**
 * The rows that hold a moment at a place; along an axis of time alone the nearest where none does.
 *
 * @param {PointedRows} data
 * @param {number | null} at
 * @param {number} place
 * @returns {PointedRow[]}
 */
function find({ rows, names }, at, place) {
  const here = names.length === 0 ? rows : rows.filter((row) => row[2] === place);
  if (at === null) return here;
  const holding = here.filter(([from, to]) => from !== null && to !== null && from <= at && at < to);
  if (holding.length > 0 || names.length > 0) return holding;
  const distance = (/** @type {PointedRow} */ row) => Math.abs((row[0] ?? Infinity) - at);
  const least = Math.min(...here.map(distance));
  return here.filter((row) => distance(row) === least);
}

/**
 * The row that is drawn nearest to a pointer in a plane; none where nothing is near.
 *
 * @param {PointedRows} data
 * @param {DOMRect} plot
 * @param {{ clientX: number, clientY: number }} point
 * @returns {PointedRow[]}
 */
function findNear({ rows, places }, plot, { clientX, clientY }) {
  const distances = places.map(([x, y]) =>
    Math.hypot(plot.left + x * plot.width - clientX, plot.bottom - y * plot.height - clientY)
  );
  const least = Math.min(...distances);
  const nearest = rows[distances.indexOf(least)];
  return nearest === undefined || least > NEAR_PIXELS ? [] : [nearest];
}

/**
 * @param {PointedRows} data
 * @param {PointedRow[]} found
 * @param {string} title
 */
function tell({ labels }, found, title) {
  const lines = found.slice(0, MOST_TOLD).map(([, , , ...texts]) => {
    const list = document.createElement("dl");
    texts.forEach((text, place) => list.append(element("dt", labels[place] ?? ""), element("dd", text)));
    return list;
  });
  const rest = found.length > MOST_TOLD ? [element("p", `and ${found.length - MOST_TOLD} more`)] : [];
  tip.replaceChildren(element("p", title), ...lines, ...found.length === 0 ? [element("p", "nothing known")] : rest);
  tip.hidden = false;
}

/** @param {string} name @param {string} text */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** @param {number} x @param {number} y where the tip stands beside, pixels of the window */
function place(x, y) {
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${x + 16 + width > innerWidth ? Math.max(4, x - 16 - width) : x + 16}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 16, innerHeight - height - 4))}px`;
}

/** @param {HTMLElement} drawing @param {DOMRect} plot @param {PointedRow | undefined} row */
function showGuide(drawing, plot, row) {
  const [from, to] = [Number(drawing.dataset.from), Number(drawing.dataset.to)];
  if (row === undefined || row[0] === null || Number.isNaN(from)) return guide.remove();
  const box = drawing.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (row[0] - from) / (to - from)));
  guide.style.left = `${plot.left + share * plot.width - box.left + drawing.scrollLeft}px`;
  guide.style.top = `${plot.top - box.top}px`;
  guide.style.height = `${plot.height}px`;
  drawing.append(guide);
}

/** @param {PointedRows} data @param {PointedRow | undefined} row @param {number | null} at @param {number} where */
function titleOf({ names }, row, at, where) {
  const name = names[row?.[2] ?? where] ?? "";
  const moment = row?.[0] ?? at;
  return [name, moment === null ? "" : showMoment(moment)].filter((text) => text !== "").join(", ");
}

function hide() {
  tip.hidden = true;
  pointed = null;
  guide.remove();
}

/**
 * What stands at the place of a pointer; null outside of drawings that tell something.
 *
 * @param {PointerEvent | MouseEvent} event
 */
function lookAt(event) {
  const drawing = drawingOf(event);
  const plot = drawing === null ? null : plotOf(drawing);
  const isInside = plot !== null && event.clientX >= plot.left && event.clientX <= plot.right &&
    event.clientY >= plot.top && event.clientY <= plot.bottom;
  if (drawing === null || plot === null || !isInside) return null;
  const data = rowsOf(drawing);
  if (data === NONE) return null;
  const at = drawing.dataset.from === undefined ? null : momentAt(drawing, plot, event.clientX);
  const where = placeOf(plot, event, data);
  const found = data.places.length > 0 ? findNear(data, plot, event) : find(data, at, where);
  return { drawing, plot, data, at, where, found };
}

addEventListener("pointermove", (event) => {
  const seen = event.buttons === 0 ? lookAt(event) : null;
  if (seen === null) return hide();
  const { drawing, plot, data, at, where, found } = seen;
  pointed = found[0] ?? null;
  tip.ariaLive = "off";
  tell(data, found, titleOf(data, found[0], at, where));
  showGuide(drawing, plot, found[0]);
  place(event.clientX, event.clientY);
});

addEventListener("scroll", hide, { passive: true });
addEventListener("focusout", (event) => drawingOf(event) === null || hide());
document.addEventListener("dashboard:content", hide);

/**
 * Leads to the requests of a row: of its time, and of its scope or its durations where its name is one of these.
 *
 * @param {HTMLElement} drawing
 * @param {PointedRow} row
 */
function drill(drawing, [from, to, where]) {
  if (drawing.dataset.drills === undefined) return;
  const query = new URLSearchParams(location.search);
  if (from !== null && to !== null) {
    query.delete("last");
    query.set("from", new Date(from).toISOString());
    query.set("to", new Date(to).toISOString());
  }
  for (const [name, value] of new URLSearchParams(rowsOf(drawing).queries[where])) query.set(name, value);
  location.href = `/requests?${query}`;
}

addEventListener("click", (event) => {
  const seen = event.defaultPrevented ? null : lookAt(event);
  const row = pointed ?? seen?.found[0];
  if (seen !== null && row !== undefined) drill(seen.drawing, row);
});

/** Steps that keys make: along time, along names. */
const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/**
 * The row a step away from that which is pointed at; the last one where none is.
 *
 * @param {PointedRows} data
 * @param {[number, number]} step
 * @returns {PointedRow | null}
 */
function stepped({ rows, names }, [along, across]) {
  const last = rows.at(-1) ?? null;
  if (pointed === null || last === null) return last;
  const [from, , where] = pointed;
  const isTimed = from !== null;
  const next = names.length === 0 ? where : (where + (isTimed ? across : along + across) + names.length) % names.length;
  const moments = rows.filter((row) => row[2] === next).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  if (!isTimed || next !== where) {
    return moments.findLast((row) => row[0] === null || from === null || row[0] <= from) ?? moments[0] ?? pointed;
  }
  const times = [...new Set(moments.map((row) => row[0] ?? 0))];
  const at = times[Math.min(times.length - 1, Math.max(0, times.indexOf(from) + along))];
  return moments.find((row) => row[0] === at) ?? pointed;
}

addEventListener("keydown", (event) => {
  const drawing = drawingOf(event);
  const plot = drawing === null || drawing !== event.target ? null : plotOf(drawing);
  if (drawing === null || plot === null) return;
  if (event.key === "Escape") return hide();
  if (event.key === "Enter" && pointed !== null) return drill(drawing, pointed);
  const step = STEPS[event.key];
  const data = rowsOf(drawing);
  if (step === undefined || data.rows.length === 0) return;
  event.preventDefault();
  pointed = stepped(data, step);
  const row = pointed ?? undefined;
  const found = data.rows.filter((other) => other[0] === row?.[0] && other[2] === row?.[2]);
  tip.ariaLive = "polite";
  tell(data, found, titleOf(data, row, null, -1));
  showGuide(drawing, plot, row);
  const beside = guide.isConnected ? guide.getBoundingClientRect() : plot;
  place(beside.left, plot.top + plot.height / 3);
});
