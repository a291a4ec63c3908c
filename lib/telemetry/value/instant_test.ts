import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseClfInstant, parseHaproxyInstant, parseIsoInstant, parseIsoMicroseconds } from "./instant.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const INSTANTS = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
const SEED = { seed: 20261122 };

function clf(instant: number): string {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)}`;
}

Deno.test("parseClfInstant() reads the local time and its offset", () => {
  const expected = Date.UTC(2026, 10, 22, 21, 29, 21);
  assertEquals(parseClfInstant("22/Nov/2026:21:29:21 +0000"), expected);
  assertEquals(parseClfInstant("22/Nov/2026:22:29:21 +0100"), expected);
  assertEquals(parseClfInstant("22/Nov/2026:14:59:21 -0630"), expected);
  assertEquals(parseClfInstant("22/Nov/2026:21:29:21.250 +0000"), expected + 250);
});

Deno.test("parseClfInstant() agrees with Date on every instant", () => {
  fc.assert(
    fc.property(INSTANTS, (instant) => {
      assertEquals(parseClfInstant(`${clf(instant)} +0000`), Math.floor(instant / 1_000) * 1_000);
    }),
    SEED,
  );
});

Deno.test("parseClfInstant() accepts a leap second and a far year", () => {
  assertEquals(parseClfInstant("31/Dec/2016:23:59:60 +0000"), Date.UTC(2017, 0, 1));
  assertEquals(parseClfInstant("29/Feb/2000:00:00:00 +0000"), Date.UTC(2000, 1, 29));
  assertEquals(parseClfInstant("29/Feb/2096:00:00:00 +0000"), Date.UTC(2096, 1, 29));
  assertEquals(parseClfInstant("31/Dec/2099:23:59:59 +0000"), Date.UTC(2099, 11, 31, 23, 59, 59));
});

Deno.test("parseClfInstant() returns NaN for nonsense", () => {
  const nonsense = [
    "",
    "-",
    "22/Nov/2026:21:29:21",
    "22/Nov/2026:21:29:21 ",
    "22/Nov/2026:21:29:21 0000",
    "22/Nov/2026:21:29:21 +000",
    "22/Nov/2026:21:29:21 +00000",
    "22/Nov/2026:21:29:21 +0060",
    "22/Nov/2026:21:29:21 +2400",
    "22/nov/2026:21:29:21 +0000",
    "22/anF/2026:21:29:21 +0000",
    "22/11/2026:21:29:21 +0000",
    "00/Nov/2026:21:29:21 +0000",
    "31/Nov/2026:21:29:21 +0000",
    "29/Feb/2100:21:29:21 +0000",
    "22/Nov/1969:21:29:21 +0000",
    "22/Nov/2026:24:00:00 +0000",
    "22/Nov/2026:21:60:21 +0000",
    "22/Nov/2026:21:29:61 +0000",
    "22/Nov/2026:21:29:2x +0000",
    "22/Nov/2026 21:29:21 +0000",
    "22/Nov/2026:21:29:21 +0000 ",
  ];
  for (const text of nonsense) assertEquals(parseClfInstant(text), NaN, text);
});

Deno.test("parseHaproxyInstant() reads milliseconds in the zone of the process", () => {
  assertEquals(parseHaproxyInstant("06/Feb/2009:12:14:14.655", "UTC"), Date.UTC(2009, 1, 6, 12, 14, 14, 655));
  assertEquals(parseHaproxyInstant("06/Feb/2009:12:14:14.655", "Europe/Berlin"), Date.UTC(2009, 1, 6, 11, 14, 14, 655));
  assertEquals(parseHaproxyInstant("06/Jul/2009:12:14:14", "America/New_York"), Date.UTC(2009, 6, 6, 16, 14, 14));
});

Deno.test("parseHaproxyInstant() lets an offset overrule the zone", () => {
  assertEquals(
    parseHaproxyInstant("06/Feb/2009:12:14:14.655 +0000", "Asia/Tokyo"),
    Date.UTC(2009, 1, 6, 12, 14, 14, 655),
  );
});

Deno.test("parseHaproxyInstant() resolves the change of clocks as documented", () => {
  assertEquals(parseHaproxyInstant("25/Oct/2026:02:30:00.000", "Europe/Berlin"), Date.UTC(2026, 9, 25, 0, 30));
  assertEquals(parseHaproxyInstant("29/Mar/2026:02:30:00.000", "Europe/Berlin"), Date.UTC(2026, 2, 29, 1, 30));
});

Deno.test("parseIsoInstant() agrees with Date on every instant", () => {
  fc.assert(
    fc.property(INSTANTS, (instant) => {
      const text = new Date(instant).toISOString();
      assertEquals(parseIsoInstant(text), instant);
      assertEquals(parseIsoMicroseconds(text), instant * 1_000);
    }),
    SEED,
  );
});

Deno.test("parseIsoInstant() reads every spelling of an offset", () => {
  const expected = Date.UTC(2026, 10, 22, 21, 40, 4);
  for (const zone of ["Z", "z", "+00:00", "-0000", "+00", " +0000", " Z"]) {
    assertEquals(parseIsoInstant(`2026-11-22T21:40:04${zone}`, "Asia/Tokyo"), expected, zone);
  }
  assertEquals(parseIsoInstant("2026-11-22 23:10:04+01:30"), expected);
  assertEquals(parseIsoInstant("2026-11-22t16:40:04-0500"), expected);
});

Deno.test("parseIsoInstant() reads a moment without offset in the zone given, UTC without one", () => {
  assertEquals(parseIsoInstant("2026-11-22 21:40:04"), Date.UTC(2026, 10, 22, 21, 40, 4));
  assertEquals(parseIsoInstant("2026-11-22 21:40:04", "Europe/Berlin"), Date.UTC(2026, 10, 22, 20, 40, 4));
});

Deno.test("parseIsoInstant() cuts a fraction of any length to milliseconds", () => {
  const second = Date.UTC(2026, 10, 22, 21, 40, 4);
  assertEquals(parseIsoInstant("2026-11-22T21:40:04.5Z"), second + 500);
  assertEquals(parseIsoInstant("2026-11-22T21:40:04,25Z"), second + 250);
  assertEquals(parseIsoInstant("2026-11-22T21:40:04.459999999Z"), second + 459);
  assertEquals(parseIsoInstant("2026-11-22T21:40:04.99999999999999999999"), second + 999);
});

Deno.test("parseIsoMicroseconds() keeps six decimals exactly", () => {
  assertEquals(
    parseIsoMicroseconds("2026-11-22T21:40:04.459123Z"),
    Date.UTC(2026, 10, 22, 21, 40, 4) * 1_000 + 459_123,
  );
});

Deno.test("parseIsoInstant() returns NaN for nonsense", () => {
  const nonsense = [
    "",
    "2026-11-22",
    "2026-11-22T21:40",
    "2026-11-22T21:40:04.",
    "2026-11-22T21:40:04.5.5Z",
    "2026-11-22T21:40:04Zx",
    "2026-11-22T21:40:04+1",
    "2026-11-22T21:40:04+01:",
    "2026-11-22T21:40:04+01:3",
    "2026-11-22T21:40:04 UTC",
    "2026-13-22T21:40:04Z",
    "2026-00-22T21:40:04Z",
    "2026-02-30T21:40:04Z",
    "2026-11-22X21:40:04Z",
    "2026/11/22 21:40:04",
    "26-11-22T21:40:04Z",
    "2026-11-22T24:00:00Z",
  ];
  for (const text of nonsense) assertEquals(parseIsoInstant(text), NaN, text);
});

Deno.test("no reader of instants throws, whatever the text", () => {
  const parts = fc.constantFrom(
    "22/Nov/2026:21:29:21",
    "2026-11-22T21:40:04",
    ".5",
    " +01",
    "00",
    "Z",
    ":",
    "-",
    "9",
    "é",
  );
  const texts = fc.oneof(fc.string(), fc.array(parts, { maxLength: 6 }).map((words) => words.join("")));
  fc.assert(
    fc.property(texts, (text) => {
      for (const value of [parseClfInstant(text), parseHaproxyInstant(text, "Europe/Berlin"), parseIsoInstant(text)]) {
        assertEquals(typeof value, "number");
        assertEquals(Number.isNaN(value) || Number.isInteger(value), true, text);
      }
    }),
    SEED,
  );
});
