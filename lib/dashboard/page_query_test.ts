import { assertEquals, assertThrows } from "@std/assert";
import { QueryError, readMoment, readPageQuery } from "./page_query.ts";

const NOON = Date.UTC(2026, 4, 4, 12);
const read = (text: string) => readPageQuery(new URLSearchParams(text), NOON);

Deno.test("where no time is asked for, what is known of the usual length is shown", () => {
  const end = 10 * 86_400_000;
  const lengthOf = (text: string, beginsAt: number | null) => {
    const { range } = readPageQuery(new URLSearchParams(text), end, beginsAt);
    return (range.to - range.from) / 60_000;
  };
  assertEquals(lengthOf("", end - 40 * 60_000), 40);
  assertEquals(lengthOf("scope=server:a", end - 3 * 60_000), 15);
  assertEquals(lengthOf("", 0), 1_440);
  assertEquals(lengthOf("", null), 1_440);
  assertEquals(lengthOf("last=24h", end - 40 * 60_000), 1_440);
});

Deno.test("readPageQuery() reads moments by the clock of the zone, unless they name their own", () => {
  const { range, zone } = read("from=2026-05-04T08:00&to=2026-05-04T07:00Z&tz=Europe/Berlin");
  assertEquals([zone, range.from, range.to], ["Europe/Berlin", Date.UTC(2026, 4, 4, 6), Date.UTC(2026, 4, 4, 7)]);
  assertEquals(read("from=2026-05-04&tz=America/New_York").range.from, Date.UTC(2026, 4, 4, 4));
});

Deno.test("readPageQuery() is in UTC where no zone is named, or that of the browser, which a server cannot know", () => {
  assertEquals(["", "tz=", "tz=UTC", "tz=local"].map((text) => read(text).zone), ["UTC", "UTC", "UTC", "UTC"]);
  assertEquals(read("tz=eUROPE/berlin").zone, "Europe/Berlin");
});

Deno.test("readPageQuery() refuses zones that nobody knows", () => {
  for (const zone of ["Mars/Olympus", "<script>", "x".repeat(10_000), "../etc"]) {
    assertThrows(() => read(`tz=${encodeURIComponent(zone)}`), QueryError, "tz");
  }
});

Deno.test("readPageQuery() takes empty fields of the form as not given", () => {
  const { range } = read("last=&from=&to=&scope=&compare=&tz=");
  assertEquals([range.from, range.to], [NOON - 86_400_000, NOON]);
});

Deno.test("readMoment() of an hour that clocks show twice is its first showing", () => {
  assertEquals(readMoment("2026-10-25T02:30", "from", "Europe/Berlin"), Date.UTC(2026, 9, 25, 0, 30));
  assertEquals(readMoment("1777888800000", "from", "Europe/Berlin"), 1_777_888_800_000);
});
