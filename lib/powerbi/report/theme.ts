/** The colours of the dashboard, as a Power BI theme. @module */
import { COLOURS } from "../../chart/theme.ts";
import { fingerprint } from "../../table/fingerprint.ts";
import type { Json } from "./json.ts";

const WHITE = "#ffffff";

const LOOK = {
  dataColors: [
    COLOURS.good,
    COLOURS.serverError,
    COLOURS.p99,
    COLOURS.clientError,
    COLOURS.p50,
    COLOURS.retry,
    COLOURS.band,
    COLOURS.muted,
  ],
  good: COLOURS.good,
  neutral: COLOURS.moderate,
  bad: COLOURS.critical,
  maximum: COLOURS.good,
  minimum: COLOURS.grid,
  foreground: COLOURS.ink,
  background: WHITE,
  tableAccent: COLOURS.good,
  textClasses: { title: { fontSize: 12, fontFace: "Segoe UI Semibold", color: COLOURS.ink } },
};

/** Name of the theme and of its file. It changes with the colours, because Power BI Desktop keeps themes by their name. */
export const THEME_FILE = `Traffic-${fingerprint([JSON.stringify(LOOK)]).slice(0, 8)}.json`;

/** The theme. */
export const THEME: Json = { name: THEME_FILE, ...LOOK };
