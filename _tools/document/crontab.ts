/** Lines of a crontab in documents. @module */
import type { Problem } from "../report_problems.ts";
import type { CodeBlock } from "./code_block.ts";
import type { KnownTask } from "./task_call.ts";
import { wrongIn } from "./wrong_commands.ts";

const LINE = /^(\S+) (\S+) (\S+) (\S+) (\S+) (.+)$/;
/** Least and greatest value of minute, hour, day of month, month and day of week: crontab(5). */
const RANGES = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 7]] as const;
const PART = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/([1-9]\d*))?$/;

/** Lists the lines whose times or commands would be refused; a `%` there ends the command, and must be escaped. */
export function wrongCronLines(blocks: readonly CodeBlock[], tasks: ReadonlyMap<string, KnownTask>): Problem[] {
  return blocks.filter(({ language }) => language === "crontab").flatMap(({ path, line, text }) =>
    text.split("\n").flatMap((entry, i) => {
      if (entry.trim() === "" || entry.startsWith("#")) return [];
      const place = { path, line: line + i };
      const [, ...fields] = LINE.exec(entry) ?? [];
      const command = fields.pop();
      if (command === undefined) {
        return [{ ...place, message: "is no line of a crontab: five times and a command are" }];
      }
      const wrong = fields.filter((field, i) => !isTime(field, RANGES[i]!));
      const faults = wrong.map((field) => ({ ...place, message: `has the time "${field}", which cron refuses` }));
      const percent = /(?<!\\)%/.test(command) ? [{ ...place, message: "has a % that cron takes for a line end" }] : [];
      return [...faults, ...percent, ...wrongIn({ ...place, text: command }, tasks)];
    })
  );
}

function isTime(field: string, [least, most]: readonly [number, number]): boolean {
  return field.split(",").every((part) => {
    const [whole, from, to] = PART.exec(part) ?? [];
    const values = [from, to].filter((value) => value !== undefined).map(Number);
    return whole !== undefined && values.every((value) => value >= least && value <= most);
  });
}
