import { assertStringIncludes } from "@std/assert";
import { type Evaluation, evaluationTables } from "./evaluation_tables.ts";

const EVALUATION: Evaluation = {
  incidents: {
    seedCount: 2,
    days: {
      plantedCount: 13,
      recall: 12 / 13,
      precision: null,
      f1: null,
      medianDelayMinutes: 1.5,
      medianOutageDelayMinutes: null,
      falseAlarmsPerDay: 0,
    },
    falseInCleanWeeks: 1,
  },
  episodes: {
    seedCount: 2,
    figures: { plantedCount: 4, foundCount: 3, namedCount: 2, falseCount: 1, falseOnCleanDays: 0 },
  },
  retries: [
    { traffic: "days", requestCount: 2_000, trueCount: 40, precision: 0.95, recall: 0.9, falseRatio: 0.001 },
    { traffic: "crawlers", requestCount: 1_000, trueCount: 0, precision: 0, recall: null, falseRatio: 0 },
  ],
  health: {
    seedCount: 2,
    grades: [{
      traffic: "few requests",
      harmedCount: 9,
      foundCount: 8,
      medianDelayMinutes: 3.5,
      calmCount: 5_000,
      falseCount: 1,
    }],
  },
  nab: null,
  cloud: null,
  calibration: [{ name: "normal", multiples: [1, 0.5, 2] }],
  capacity: {
    seedCount: 3,
    foundRatio: 1,
    worstErrors: { gamma: 0.001, alpha: 0.02, beta: 0.0312, knee: 0.01 },
    misplacedRatio: 0,
    forecasts: [{ historyDays: 28, coverage: 0.91, meanError: 0.11 }],
  },
};

const SCORES = { standard: 70, lowFalsePositives: 60.04, lowFalseNegatives: 80 };

Deno.test("evaluationTables() writes figures as tables, and says what is missing", () => {
  const text = evaluationTables(EVALUATION);
  assertStringIncludes(text, "| recall                                      | 0.923 |");
  assertStringIncludes(text, "| precision                                   | none  |");
  assertStringIncludes(text, "| false incidents a clean week                | 0.5   |");
  assertStringIncludes(text, "2 days with every kind of incident and 2 without any:");
  assertStringIncludes(text, "| found                    | 3     |\n| named as what they are   | 2     |");
  assertStringIncludes(text, "| days     | 2,000    | 40      | 0.950     | 0.900  | 0.100 %                |");
  assertStringIncludes(text, "| crawlers | 1,000    | 0       | none      | none   | 0.000 %                |");
  assertStringIncludes(
    text,
    "| few requests  | 9              | 8     | 3.5                   | 5,000        | 1             |",
  );
  assertStringIncludes(text, "| normal            | 1.00       | 0.50       | 2.00       |");
  assertStringIncludes(text, "| worst relative error of beta         | 0.031 |");
  assertStringIncludes(text, "| 28              | 0.910                   | 0.110               |");
  assertStringIncludes(text, "Numenta Anomaly Benchmark: not measured, the data folder has no `nab`.");
});

Deno.test("evaluationTables() gives the mean of the folds beside each", () => {
  const nab = { all: SCORES, folds: [SCORES, { ...SCORES, standard: 61 }] };
  assertStringIncludes(
    evaluationTables({ ...EVALUATION, nab }),
    "| standard         | 70.0      | 65.5            | 70.0       | 61.0      |",
  );
});
