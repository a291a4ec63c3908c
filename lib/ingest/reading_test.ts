import { assert, assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../run/config.ts";
import { readingOf } from "./reading.ts";

const DEFAULT = {
  "format": "auto",
  "layout": null,
  "time-zone": "UTC",
  "client-addresses": "keep",
  "client-address-key": null,
} as const;
const KEEP = { level: "keep" } as const;

Deno.test("readingOf() takes the way of reading from the settings", () => {
  assertEquals(readingOf(DEFAULT), {
    formatName: "auto",
    read: { timeZone: "UTC", layout: null },
    addresses: KEEP,
  });
  const given = { ...DEFAULT, format: "combined", layout: "$time_local $status", "time-zone": "Europe/Berlin" };
  const read = { timeZone: "Europe/Berlin", layout: "$time_local $status" };
  assertEquals(readingOf(given), { formatName: "combined", read, addresses: KEEP });
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
    [
      { "client-addresses": "some" },
      'Cannot use --client-addresses "some": one of keep, network, hash, drop is needed',
    ],
    [
      { "client-addresses": "hash" },
      "Cannot use --client-addresses hash: there is no CLIENT_ADDRESS_KEY, put 16 or more",
    ],
  ];
  for (const [given, message] of wrong) assertThrows(() => readingOf({ ...DEFAULT, ...given }), ConfigError, message);
});

Deno.test("readingOf() takes a key for the hash alone, and a short one neither works nor is repeated", () => {
  const addressesOf = (level: string, key: string | null) =>
    readingOf({ ...DEFAULT, "client-addresses": level, "client-address-key": key }).addresses;
  const key = "0123456789abcdef";
  assertEquals(addressesOf("hash", key), { level: "hash", key });
  assertEquals(addressesOf("network", key), { level: "network" });
  const { message } = assertThrows(() => addressesOf("hash", "sesame"), ConfigError, "CLIENT_ADDRESS_KEY is too short");
  assert(!message.includes("sesame"));
});
