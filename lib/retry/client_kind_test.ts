import { assertEquals } from "@std/assert";
import { clientKind } from "./client_kind.ts";

Deno.test("clientKind() knows user agents as they are sent", () => {
  const agents: readonly (readonly [string, string | null])[] = [
    [
      "browser",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
    ],
    [
      "browser",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1",
    ],
    ["crawler", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
    ["crawler", "Mozilla/5.0 (compatible; Baiduspider/2.0)"],
    ["library", "python-requests/2.32.5"],
    ["library", "ShopApp/5.12.0 (Android 15; okhttp/4.12.0)"],
    ["library", "Go-http-client/2.0"],
    ["health_check", "ELB-HealthChecker/2.0"],
    ["health_check", "kube-probe/1.31"],
    ["health_check", "Mozilla/5.0+(compatible; UptimeRobot/2.0)"],
    ["other", "Acme Terminal"],
    ["other", ""],
    ["other", null],
  ];
  for (const [kind, agent] of agents) assertEquals(clientKind(agent), kind, agent ?? "none");
});
