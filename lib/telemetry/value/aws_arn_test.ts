import { assertEquals } from "@std/assert";
import { regionOfArn, targetGroupOfArn } from "./aws_arn.ts";

const TARGET_GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/73e2d6bc24d8a067";

Deno.test("regionOfArn() reads the region", () => {
  assertEquals(regionOfArn(TARGET_GROUP), "eu-central-1");
  assertEquals(regionOfArn("arn:aws-cn:acm:cn-north-1:1:certificate/1"), "cn-north-1");
});

Deno.test("regionOfArn() returns null for a global resource and for what is no ARN", () => {
  for (
    const arn of [null, "", "-", "session-reused", "arn:", "arn:aws:iam::1:server-certificate/x", "arn:aws:acm:eu"]
  ) {
    assertEquals(regionOfArn(arn), null, `${arn}`);
  }
});

Deno.test("targetGroupOfArn() reads the name of the target group", () => {
  assertEquals(targetGroupOfArn(TARGET_GROUP), "shop");
  assertEquals(targetGroupOfArn("arn:aws:acm:eu-central-1:1:certificate/1"), null);
  assertEquals(targetGroupOfArn(null), null);
});
