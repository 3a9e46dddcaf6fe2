namespace PhiLens.Pipeline.Tests.Redaction.Text;

/// <summary>Lines in the forms of programs' logs, in which nobody is named.</summary>
internal static class OrdinaryLines
{
    public static IReadOnlyList<string> All { get; } =
    [
        "10.1.2.3 - - [25/Nov/2026:10:22:33 +0000] \"GET /api/v1/items/42?page=2&size=50 HTTP/1.1\" 200 612 \"-\" \"curl/8.5.0\"",
        "10.0.0.7 - - [25/Nov/2026:10:22:33 +0000] \"POST /login HTTP/1.1\" 302 154 \"https://app.example.com/\" "
            + "\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36\"",
        "2026/11/25 10:22:33 [error] 1234#1234: *5678 connect() failed (111: Connection refused) while connecting to "
            + "upstream, client: 10.0.0.7, server: _, request: \"GET / HTTP/1.1\", upstream: \"http://127.0.0.1:8080/\"",
        "2026-11-25 10:22:33.123 UTC [4711] LOG:  checkpoint complete: wrote 1234 buffers (7.5%); 0 WAL file(s) added, "
            + "0 removed, 1 recycled; write=12.345 s, sync=0.001 s, total=12.400 s; sync files=12, longest=0.001 s",
        "2026-11-25 10:22:33.123 UTC [4711] app@orders ERROR:  duplicate key value violates unique constraint \"pk_items\"",
        "2026-11-25 10:22:33.123 UTC [4711] DETAIL:  Key (id)=(1234567890) already exists.",
        "2026-11-25 10:22:33.123 UTC [4711] FATAL:  password authentication failed for user \"app\"",
        "[    0.000000] Linux version 6.1.0-18-amd64 (debian-kernel@lists) (gcc-12 12.2.0) #1 SMP 6.1.76-1 (2024-02-01)",
        "[    1.234567] usb 1-1: New USB device found, idVendor=1d6b, idProduct=0002, bcdDevice= 6.01",
        "[    1.234568] usb usb1: New USB device strings: Mfr=3, Product=2, SerialNumber=1",
        "[    1.234569] usb usb1: SerialNumber: 0000:00:14.0",
        "[    2.345678] BIOS-e820: [mem 0x0000000000100000-0x00000000bffdffff] usable",
        "[    3.456789] audit: type=1400 audit(1764066153.123:45): apparmor=\"STATUS\" operation=\"profile_load\" pid=312",
        "Nov 25 10:22:33 host sshd[1234]: Accepted publickey for app from 10.0.0.7 port 50022 ssh2: ED25519 SHA256:AbCd",
        "Nov 25 10:22:33 host systemd[1]: Started Session 12 of User app.",
        "info: Microsoft.Hosting.Lifetime[14]\n      Now listening on: http://[::]:8080",
        "info: Microsoft.AspNetCore.Hosting.Diagnostics[2] Request finished HTTP/1.1 GET http://localhost:5000/health - "
            + "200 - text/plain 0.1234ms",
        "fail: Microsoft.EntityFrameworkCore.Database.Command[20102] Failed executing DbCommand (12ms) "
            + "[Parameters=[@p0='?' (DbType = Int32)], CommandType='Text', CommandTimeout='30']",
        "System.InvalidOperationException: Sequence contains no elements\n   at System.Linq.ThrowHelper.ThrowNoElements()"
            + "\n   at App.Services.ItemService.Get(Int32 id) in /src/App/Services/ItemService.cs:line 123",
        "081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38865049064139660 terminating",
        "081109 204005 35 INFO dfs.FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: 10.251.73.220:50010 "
            + "is added to blk_7128370237687728475 size 67108864",
        "17/06/09 20:10:40 INFO executor.CoarseGrainedExecutorBackend: Registered signal handlers for [TERM, HUP, INT]",
        "time=\"2026-11-25T10:22:33.123456789Z\" level=info msg=\"starting containerd\" revision=abcdef0123456789 version=1.7.2",
        "{\"level\":\"info\",\"ts\":1764066153.123,\"caller\":\"etcdserver/server.go:123\",\"msg\":\"published local member to cluster "
            + "through raft\",\"local-member-id\":\"8e9e05c52164694d\",\"cluster-id\":\"cdf818194e3a8c32\"}",
        "I1125 10:22:33.123456       1 leaderelection.go:258] successfully acquired lease kube-system/kube-scheduler",
        "E1125 10:22:33.123456   12345 pod_workers.go:191] Error syncing pod 550e8400-e29b-41d4-a716-446655440000 "
            + "(\"web-5d59d67564-abcde_default(550e8400-e29b-41d4-a716-446655440000)\"), skipping: failed to \"StartContainer\"",
        "1764066153.123456 [0 127.0.0.1:50022] \"SET\" \"cache:items:42\" \"1\"",
        "* DB saved on disk, RDB: 0 MB of memory used by copy-on-write; Background saving terminated with success",
        "arn:aws:ecs:us-east-1:111122223333:task/cluster/0123456789abcdef0123456789abcdef desired status RUNNING",
        "Task name: nightly build, exit code: 0, duration: 00:12:34.5678901, memory: 123456789 bytes",
        "GET /static/js/2.1234abcd.chunk.js 304 - 1.234 ms; GET /favicon.ico 404 9 - 0.456 ms",
        "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7 duration=1234567ns status=OK User Agent unset",
        "gc: pause 12.345ms heap 123456789->98765432 (234567890) gen0 12 gen1 3 gen2 1",
        "Connection pool: 5 Active Connections, 12 Idle, 100 Max; 3 Requests Waiting",
        "Provider Microsoft.Data.SqlClient loaded; ConsoleLoggerProvider started; app=nginx host=web-1",
        "Patient Portal Service v2.3.4 started; Member Search Index rebuilt in 12345 ms; Provider Directory Sync Completed",
        "Retrying in 5 seconds (attempt 3 of 10); next at 2026-11-25 10:22:38",
        "admission webhook \"validate.example.com\" denied the request: spec.replicas must be <= 10",
        "-rw-r--r-- 1 root root 1234567 Nov 25 10:22 /var/log/app.log.2026-11-25.gz",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 pushed, size 1570, layer 3a7bd3e2360a",
    ];
}
