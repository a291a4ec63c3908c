import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../run/config.ts";
import { readingOf } from "./reading.ts";

const DEFAULT = { format: "auto", layout: null, "time-zone": "UTC" } as const;

Deno.test("readingOf() takes the way of reading from the settings", () => {
  assertEquals(readingOf(DEFAULT), { formatName: "auto", read: { timeZone: "UTC", layout: null } });
  const given = { format: "combined", layout: "$time_local $status", "time-zone": "Europe/Berlin" };
  const read = { timeZone: "Europe/Berlin", layout: "$time_local $status" };
  assertEquals(readingOf(given), { formatName: "combined", read });
});

Deno.test("readingOf() refuses what nobody knows, and says what is possible", () => {
  const wrong: [Partial<Record<keyof typeof DEFAULT, string>>, string][] = [
    [
      { format: "nope" },
      'Cannot read logs of format "nope": known are auto, container, haproxy_http, syslog, ',
    ],
    [{ layout: "no variable" }, 'Cannot use layout "no variable": it names no variable like "$status"'],
    [{ layout: "$foo $bar" }, 'Cannot use layout "$foo $bar": it must name $status'],
    [
      { layout: "$status $bar" },
      'Cannot use layout "$status $bar": it must name one of $time_local, $time_iso8601, $msec, $msec_start',
    ],
    [{ layout: "$status$request" }, 'Cannot use layout "$status$request": nothing separates "$status" and "$request"'],
    [{ "time-zone": "Mars" }, 'Cannot use --time-zone "Mars": an IANA zone like Europe/Berlin is needed'],
    [{ "time-zone": "" }, 'Cannot use --time-zone ""'],
  ];
  for (const [given, message] of wrong) assertThrows(() => readingOf({ ...DEFAULT, ...given }), ConfigError, message);
});
