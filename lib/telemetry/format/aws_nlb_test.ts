import { assertEquals } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { AWS_NLB } from "./aws_nlb.ts";

const LINE = "tls 2.0 2026-11-22T21:40:04 net/shop-nlb/c6e7 g3d4b5e8 [2001:db8::7]:20001 10.0.0.1:443 48 4 244 578 - " +
  'arn:aws:acm:eu-central-1:123456789012:certificate/1234 - ECDHE-RSA-AES128-SHA tlsv12 - shop.test h2 h2 "h2","http/1.1"';
const nlb = new TrialFormat(AWS_NLB, [LINE]);

Deno.test("aws_nlb reads a connection, and takes its time off the logged end", () => {
  assertEquals(nlb.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 3, 952),
    balancer: "net/shop-nlb/c6e7",
    server_id: "10.0.0.1:443",
    region: "eu-central-1",
    duration_ms: 48,
    attempt_count: 1,
    request_bytes: 244,
    response_bytes: 578,
    client_ip: "2001:db8::7",
    protocol: "TLS",
    tls_version: "TLSv1.2",
  });
});

Deno.test("aws_nlb: a failed handshake reached no server, and its alert is the termination", () => {
  const failed = nlb.told(LINE.replace("10.0.0.1:443", "-").replace("578 - arn", "0 70 arn"));
  assertEquals([failed.server_id, failed.attempt_count, failed.termination], [undefined, 0, "70"]);
});

Deno.test("aws_nlb says what is wrong with other lines", () => {
  assertEquals(nlb.reason("tcp 2.0 2026-11-22T21:40:04"), "no TLS connection with a moment");
  assertEquals(nlb.reason(LINE.replace(" 48 ", " - ")), "a time or a count is no number");
});

Deno.test("aws_nlb is steady under any text", () => nlb.assertSteady(LINE));
