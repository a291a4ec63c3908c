// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Keeps a page up to date: live figures at each tick, the content when other rows would be shown. @module */

/** @typedef {{ at: number, version: string, figures: Record<string, number | null> }} LiveTick */

const query = new URLSearchParams(location.search);
if (query.get("tz") === "local") {
  query.set("tz", new Intl.DateTimeFormat().resolvedOptions().timeZone);
  location.replace(`${location.pathname}?${query}${location.hash}`);
}

const state = /** @type {HTMLElement} */ (document.querySelector("#live"));
let isLoading = false;

/**
 * Shows a figure as its name tells: ratios as shares, durations in the unit that fits, everything else with four digits.
 *
 * @param {string} name
 * @param {number | null} value
 * @returns {string}
 */
function shown(name, value) {
  if (value === null) return "–";
  if (name.endsWith("_ratio") || name === "availability") return `${(100 * value).toFixed(2)} %`;
  if (name === "apdex") return value.toFixed(3);
  if (name.endsWith("_s")) return duration(value);
  if (name.endsWith("_ms")) return value < 999.5 ? `${value.toPrecision(3)} ms` : `${(value / 1_000).toPrecision(3)} s`;
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}

/** @param {number} seconds */
function duration(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = seconds / 60;
  if (minutes < 120) return `${Math.round(minutes)} min`;
  return minutes < 2_880 ? `${(minutes / 60).toFixed(1)} h` : `${Math.round(minutes / 1_440)} days`;
}

/** @param {LiveTick["figures"]} figures */
function showFigures(figures) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-live]"))) {
    const name = element.dataset.live ?? "";
    element.textContent = shown(name, figures[name] ?? null);
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-needs]"))) {
    element.hidden = (figures[element.dataset.needs ?? ""] ?? null) === null;
  }
}

/** Whether somebody is filling in something, or has and not sent it yet, which must not be taken away. */
function isInUse() {
  if (document.querySelector("main :is(input, select, textarea):focus") !== null) return true;
  return [...document.querySelectorAll("main :is(input, select)")].some(isChanged);
}

/** @param {Element} field */
function isChanged(field) {
  if (field instanceof HTMLInputElement) return field.type !== "hidden" && field.value !== field.defaultValue;
  const options = field instanceof HTMLSelectElement ? [...field.options] : [];
  return options.some(({ defaultSelected }) => defaultSelected) &&
    options.some((one) => one.selected !== one.defaultSelected);
}

/**
 * Where an element stands, to find what stands there in new content.
 *
 * @param {Element} element
 * @returns {() => HTMLElement | null}
 */
function placeOf(element) {
  const named = element.closest("[id]");
  const place = [...named?.querySelectorAll("*") ?? []].filter(isSteady).indexOf(element);
  return () => {
    const found = [...document.getElementById(named?.id ?? "")?.querySelectorAll("*") ?? []].filter(isSteady)[place];
    return found instanceof HTMLElement ? found : null;
  };
}

/** What a drawing and its table are made of changes with the rows. @param {Element} element */
function isSteady(element) {
  return element.closest("svg, tbody") === null;
}

/** Takes the content of the same address anew; the place that was scrolled to and the URL stay. */
async function reload() {
  if (isLoading || document.hidden || isInUse()) return;
  isLoading = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const text = await answer.text();
    if (isInUse()) return;
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const opened = [...document.querySelectorAll("main details[open]")].map(placeOf);
    const focused = document.activeElement?.closest("main") ? placeOf(document.activeElement) : () => null;
    document.querySelector("main")?.replaceWith(/** @type {HTMLElement} */ (fresh.querySelector("main")));
    document.body.dataset.version = fresh.body.dataset.version ?? "";
    document.dispatchEvent(new CustomEvent("dashboard:content"));
    for (const find of opened) find()?.setAttribute("open", "");
    focused()?.focus({ preventScroll: true });
    showNewest();
  } finally {
    isLoading = false;
  }
}

/** Where a drawing is wider than the screen its newest end is shown, and of the pages the one that is open. */
function showNewest() {
  for (const drawing of document.querySelectorAll(".drawing")) drawing.scrollLeft = drawing.scrollWidth;
}

showNewest();
document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

/** @param {string} name @param {string} words */
function showState(name, words) {
  state.dataset.state = name;
  state.textContent = words;
}

const pause = /** @type {HTMLElement} */ (document.querySelector("#pause"));
pause.addEventListener("click", () => {
  const isPaused = document.body.toggleAttribute("data-paused");
  pause.setAttribute("aria-pressed", String(isPaused));
  showState(isPaused ? "paused" : "live", isPaused ? "paused" : "live");
});

const root = document.documentElement;
const chosen = localStorage.getItem("theme");
if (chosen !== null) root.dataset.theme = chosen;
document.querySelector("#theme")?.addEventListener("click", () => {
  const isDark = root.dataset.theme === undefined
    ? matchMedia("(prefers-color-scheme: dark)").matches
    : root.dataset.theme === "dark";
  root.dataset.theme = isDark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

const events = new EventSource("/events");
events.addEventListener("open", () => showState("live", document.body.hasAttribute("data-paused") ? "paused" : "live"));
events.addEventListener("error", () => showState("lost", "connecting again"));
events.addEventListener("tick", async (event) => {
  /** @type {LiveTick} */
  const tick = JSON.parse(event.data);
  document.dispatchEvent(new CustomEvent("dashboard:tick", { detail: tick }));
  if (document.body.hasAttribute("data-paused")) return;
  if (tick.version !== document.body.dataset.version) await reload();
  showFigures(tick.figures);
});
