import { assertEquals } from "@std/assert";
import { layoutOfApache } from "./apache_layout.ts";

const COMMON = '$remote_addr $ident $remote_user [$time_local] "$request" $status';

Deno.test("layoutOfApache() translates the formats of Apache's own configuration", () => {
  assertEquals(layoutOfApache('%h %l %u %t "%r" %>s %b'), `${COMMON} $body_bytes_sent`);
  assertEquals(
    layoutOfApache('%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"'),
    `$server_name:$server_port ${COMMON} $bytes_sent "$http_referer" "$http_user_agent"`,
  );
});

Deno.test("layoutOfApache() accepts quotes as a configuration file escapes them", () => {
  assertEquals(
    layoutOfApache(String.raw`%h \"%r\" \"%{User-Agent}i\"`),
    '$remote_addr "$request" "$http_user_agent"',
  );
});

Deno.test("layoutOfApache() keeps the units of durations apart", () => {
  assertEquals(
    layoutOfApache("%D %{us}T %{ms}T %{s}T %T"),
    "$request_us $request_us $request_ms $request_s $request_s",
  );
  assertEquals(layoutOfApache("%T/%D"), "$request_s/$request_us");
});

Deno.test("layoutOfApache() translates sizes, connection, worker and TLS version", () => {
  assertEquals(
    layoutOfApache("%I %O %B %b %X"),
    "$request_length $bytes_sent $body_bytes_sent $body_bytes_sent $connection_status",
  );
  assertEquals(layoutOfApache('"%{BALANCER_WORKER_NAME}e" %{SSL_PROTOCOL}x'), '"$worker_name" $ssl_protocol');
});

Deno.test("layoutOfApache() puts a request together from its parts", () => {
  assertEquals(layoutOfApache('"%m %U%q %H"'), '"$request_method $request_uri $server_protocol"');
  assertEquals(layoutOfApache("%U %q"), "$uri $args");
});

Deno.test("layoutOfApache() names headers after nginx's variables", () => {
  assertEquals(layoutOfApache("%{X-Request-Id}i %{X-Forwarded-For}i"), "$http_x_request_id $http_x_forwarded_for");
});

Deno.test("layoutOfApache() understands the moments that name a whole time, and reads over parts of one", () => {
  assertEquals(layoutOfApache("[%{%d/%b/%Y:%H:%M:%S %z}t]"), "[$time_local]");
  assertEquals(layoutOfApache("%{%Y-%m-%dT%H:%M:%S%z}t"), "$time_iso8601");
  assertEquals(layoutOfApache("%{begin:%FT%T%z}t"), "$time_iso8601");
  assertEquals(layoutOfApache("%{sec}t.%{msec_frac}t"), "$msec_start.$apache_time_msec_frac");
  assertEquals(layoutOfApache("%{msec}t %{begin:msec}t %{end:msec}t"), "$msec_start $msec_start $apache_time_end_msec");
});

Deno.test("layoutOfApache() drops modifiers of status and redirect", () => {
  assertEquals(
    layoutOfApache("%<s %!200,304,302{Referer}i %400,501{User-agent}i"),
    "$status $http_referer $http_user_agent",
  );
});

Deno.test("layoutOfApache() keeps the connection's own address apart from the client's", () => {
  assertEquals(layoutOfApache("%a %{c}a"), "$remote_addr $realip_remote_addr");
});

Deno.test("layoutOfApache() makes a variable to be read over of what it does not know", () => {
  assertEquals(
    layoutOfApache("%k %{Foo}C %{X-A}o %^FB %{X-B}^ti %%"),
    "$apache_k $apache_C_foo $apache_o_x_a $apache_FB $apache_ti_x_b %",
  );
});
