import { assertEquals } from "@std/assert";
import { firstOfList, hostOfUrl, withoutPort } from "./address.ts";

Deno.test("withoutPort() knows the colons of IPv6 from that of a port", () => {
  const addresses = ["203.0.113.9:20001", "[2001:db8::0]:20001", "2001:db8::0", "198.51.100.7", "[cut", ""];
  assertEquals(addresses.map(withoutPort), [
    "203.0.113.9",
    "2001:db8::0",
    "2001:db8::0",
    "198.51.100.7",
    "",
    "",
  ]);
});

Deno.test("hostOfUrl() leaves sockets and names alone", () => {
  const urls = [
    "http://10.0.0.1:80",
    "https://shop.test/a?b=http://c/",
    "unix:/run/app.sock",
    "unix://run/app.sock",
    "app2",
  ];
  assertEquals(urls.map(hostOfUrl), ["10.0.0.1:80", "shop.test", "unix:/run/app.sock", "unix://run/app.sock", "app2"]);
});

Deno.test("firstOfList() takes one address as it is", () => {
  assertEquals(["203.0.113.9, 10.0.0.7", "203.0.113.9", ""].map(firstOfList), ["203.0.113.9", "203.0.113.9", ""]);
});
