import { assert } from "@std/assert";
import { SeriesDetector } from "../detection/series_detector.ts";
import { calibration, CALIBRATION_LEVELS } from "./calibration.ts";
import { stationarySeries } from "./stationary_series.ts";

const ROW_COUNT = 200_000;
const WARM_UP_ROWS = 2000;

Deno.test("SeriesDetector keeps the promise of its p-values on stationary series, within a factor 2", () => {
  for (const { name, values } of stationarySeries(ROW_COUNT, 7)) {
    const detector = new SeriesDetector();
    const pValues = values.map((value, row) => (detector.push(row * 60_000, value), detector.pValue));
    calibration(pValues.subarray(WARM_UP_ROWS)).forEach((multiple, i) => {
      assert(multiple > 0.5 && multiple < 2, `${name}: P(p < ${CALIBRATION_LEVELS[i]}) is ${multiple} times as much`);
    });
  }
});
