import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readPage } from "./read_page.ts";
import { newReading } from "./server_reading.ts";

Deno.test("node_exporter tells CPU, memory, the fullest disk and the network without loopback", () => {
  const page = `
node_cpu_seconds_total{cpu="0",mode="idle"} 70
node_cpu_seconds_total{cpu="0",mode="iowait"} 10
node_cpu_seconds_total{cpu="0",mode="user"} 20
node_memory_MemTotal_bytes 8e9
node_memory_MemAvailable_bytes 2e9
node_filesystem_size_bytes{fstype="ext4",mountpoint="/"} 100
node_filesystem_avail_bytes{fstype="ext4",mountpoint="/"} 60
node_filesystem_size_bytes{fstype="xfs",mountpoint="/data"} 100
node_filesystem_avail_bytes{fstype="xfs",mountpoint="/data"} 5
node_filesystem_size_bytes{fstype="tmpfs",mountpoint="/run"} 100
node_filesystem_avail_bytes{fstype="tmpfs",mountpoint="/run"} 0
node_network_receive_bytes_total{device="eth0"} 1000
node_network_receive_bytes_total{device="lo"} 9999
node_network_transmit_bytes_total{device="eth0"} 500
`;
  const [reading] = readPage(page, "web-1");
  assertAlmostEquals(reading!.diskPercent!, 95);
  assertEquals(
    { ...reading!, diskPercent: 95 },
    newReading("web-1", {
      busySeconds: 20,
      cpuSeconds: 100,
      memoryPercent: 75,
      diskPercent: 95,
      receivedBytes: 1000,
      sentBytes: 500,
    }),
  );
});

Deno.test("HAProxy's metrics tell of every server behind it, in sum over its backends", () => {
  const page = `
haproxy_server_current_sessions{proxy="a",server="s1"} 2
haproxy_server_current_sessions{proxy="b",server="s1"} 3
haproxy_server_current_sessions{proxy="a",server="s2"} 1
haproxy_server_check_failures_total{proxy="a",server="s1"} 4
haproxy_server_status{proxy="a",server="s2",state="DOWN"} 1
haproxy_server_status{proxy="a",server="s1",state="DOWN"} 0
`;
  assertEquals(readPage(page, "lb"), [
    newReading("s1", { connectionCount: 5, checkFailureCount: 4 }),
    newReading("s2", { connectionCount: 1, isDown: true }),
  ]);
});

Deno.test("Envoy tells its listeners without the admin one, and failed checks of all clusters", () => {
  const page = `
envoy_http_downstream_rq_total{envoy_http_conn_manager_prefix="ingress"} 90
envoy_http_downstream_rq_total{envoy_http_conn_manager_prefix="admin"} 7
envoy_http_downstream_cx_active{envoy_http_conn_manager_prefix="ingress"} 4
envoy_cluster_health_check_failure{envoy_cluster_name="a"} 2
envoy_cluster_health_check_failure{envoy_cluster_name="b"} 1
`;
  assertEquals(readPage(page, "edge"), [
    newReading("edge", { requestCount: 90, connectionCount: 4, checkFailureCount: 3 }),
  ]);
});

Deno.test("HAProxy's CSV tells of servers alone; checks that nobody makes cannot fail", () => {
  const page = "# pxname,svname,scur,stot,bin,bout,status,chkfail,type,\n" +
    "web,FRONTEND,9,9,9,9,OPEN,,0,\nweb,s1,1,20,300,400,UP,5,2,\nweb,s2,0,0,0,0,no check,,2,\nweb,BACKEND,9,9,9,9,UP,,1,\n";
  assertEquals(readPage(page, "lb"), [
    newReading("s1", {
      connectionCount: 1,
      requestCount: 20,
      receivedBytes: 300,
      sentBytes: 400,
      checkFailureCount: 5,
    }),
    newReading("s2", { connectionCount: 0, requestCount: 0, receivedBytes: 0, sentBytes: 0 }),
  ]);
});

Deno.test("readPage() says what it found where no server is to be found", () => {
  assertThrows(() => readPage("<html>\n", "x"), SyntaxError, "neither");
  assertThrows(() => readPage("up 1\n", "x"), SyntaxError, "none of its 1 metrics");
  assertThrows(() => readPage("# pxname,svname,type,\n", "x"), SyntaxError, "no server");
  assertThrows(() => readPage("Active connections: many", "x"), SyntaxError, "another form");
});
