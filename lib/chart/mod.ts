/** The charts of the project and their colours. @module */
export { areaChart } from "./area_chart.ts";
export { barChart, columnChart } from "./bar_chart.ts";
export { type Curve, curveChart } from "./curve_chart.ts";
export { correlationMatrix, timeHeatmap } from "./heatmap.ts";
export { lineChart } from "./line_chart.ts";
export { loadCurve } from "./load_curve.ts";
export { PLAIN_THEME } from "./theme.ts";
export { timeline } from "./timeline.ts";
