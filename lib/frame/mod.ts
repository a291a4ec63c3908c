/** What notebooks work with: views as frames, numbers from SQL, and what a cell shows. @module */
export { askNumbers } from "./ask.ts";
export { askEngines, type EngineAnswer } from "./ask_engines.ts";
export { showChart, showHeadline } from "./display.ts";
export { concat, DataFrame, frame, type FrameFilter, merge } from "./frame.ts";
export { pivot } from "./pivot.ts";
export { rowsOf, type Tabular } from "./rows_of.ts";
export { showTable } from "./show_table.ts";
export { showWords } from "./show_words.ts";
