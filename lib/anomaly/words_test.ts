import { assertEquals } from "@std/assert";
import { durationWords, numberWords, percentWords, scopeWords } from "./words.ts";

Deno.test("percentWords() keeps one digit below 10 % and none above", () => {
  assertEquals([0.004, 0.31, 0.0996, 0.05, 0, 1].map(percentWords), ["0.4 %", "31 %", "10 %", "5 %", "0 %", "100 %"]);
});

Deno.test("numberWords() says about three digits", () => {
  assertEquals([0, 0.014, 7, 8.24, 99.96, 1234.5].map(numberWords), ["0", "0.01", "7", "8.2", "100", "1235"]);
  assertEquals(numberWords(200), "200");
});

Deno.test("durationWords() says minutes below two hours", () => {
  assertEquals([60_000, 1_440_000, 9_000_000].map(durationWords), ["1 minute", "24 minutes", "2.5 hours"]);
});

Deno.test("scopeWords() names servers by their name and other scopes with their kind", () => {
  assertEquals(scopeWords("server", "web-07"), "web-07");
  assertEquals(scopeWords("region", "eu-west"), "region eu-west");
  assertEquals(scopeWords("all", "(all)"), "the whole service");
});
