import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../run/config.ts";
import { atHost, readLocation, showLocation } from "./location.ts";

Deno.test("readLocation() reads every part, and what is left out has a usual value", () => {
  assertEquals(readLocation("clickhouse://load%40er:s%2Fc%40t@db1:9123/traffic?cluster=logs&secure=true"), {
    url: "https://db1:9123",
    username: "load@er",
    password: "s/c@t",
    database: "traffic",
    cluster: "logs",
  });
  assertEquals(readLocation("clickhouse://db1"), {
    url: "http://db1:8123",
    username: "default",
    password: "",
    database: "traffic_insights",
    cluster: null,
  });
});

Deno.test("readLocation() takes the port that is written, and the usual one of the protocol", () => {
  const urls = ["clickhouse://db1:80/a", "clickhouse://db1/a?secure=true", "clickhouse://[::1]:9000"];
  assertEquals(urls.map((url) => readLocation(url).url), ["http://db1:80", "https://db1:8443", "http://[::1]:9000"]);
});

Deno.test("readLocation() refuses names that are none and unknown options, and tells no password", () => {
  const wrong = {
    "clickhouse://": "no host is named",
    "clickhouse://u:sesame@db1/a;b": `"a;b" is no plain name`,
    "clickhouse://u:sesame@db1/a?cluster=b'c": `"b'c" is no plain name`,
    "clickhouse://u:sesame@db1/a?claster=b": `"claster" is no option of it`,
  };
  for (const [url, words] of Object.entries(wrong)) {
    const { message } = assertThrows(() => readLocation(url), ConfigError, words);
    assertEquals(message.includes("sesame"), false);
  }
});

Deno.test("showLocation() names server, database and cluster, without user and password", () => {
  const shown = showLocation(readLocation("clickhouse://loader:sesame@db1/traffic?cluster=logs&secure=true"));
  assertEquals(shown, "clickhouse://db1:8443/traffic?cluster=logs&secure=true");
});

Deno.test("atHost() keeps port and protocol", () => {
  const location = readLocation("clickhouse://db1:9123/traffic?secure=true");
  assertEquals(["db2", "fe80::1"].map((host) => atHost(location, host).url), [
    "https://db2:9123",
    "https://[fe80::1]:9123",
  ]);
});
