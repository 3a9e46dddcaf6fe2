namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Texts as programs of several languages write them: each item is one record.</summary>
internal static class Traces
{
    internal static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        ["java"] =
        [
            "starting",
            "2026-11-25 14:00:01.123  INFO 1 --- [main] app.Clinic : ready",
            "2026-11-25 14:00:02.456 ERROR 1 --- [http-1] app.Clinic : visit failed\n"
                + "java.lang.IllegalStateException: no chart for this visit\n"
                + "\tat app.Charts.open(Charts.java:41) ~[clinic.jar!/:7]\n"
                + "\tat java.base/java.lang.Thread.run(Thread.java:833)\n"
                + "\tSuppressed: java.io.IOException: close failed\n"
                + "\t\tat app.Charts.close(Charts.java:77)\n"
                + "\t\t... 12 more\n"
                + "Caused by: java.sql.SQLException: timeout\n"
                + "\tat org.postgresql.Driver$1.connect(Driver.java:12)\n"
                + "\t... 12 common frames omitted",
            "{\"level\":\"error\",\"message\":\"java.lang.Error: at rest\"}",
            "Exception in thread \"main\" java.lang.RuntimeException: boom\n"
                + "\tat app.Main.main(Main.java:5)\n"
                + "Caused by: com.fasterxml.jackson.databind.JsonMappingException: bad\n"
                + " at [Source: (String)\"{}\"; line: 1, column: 5]\n"
                + "\tat com.fasterxml.jackson.databind.ObjectMapper.<init>(ObjectMapper.java:9)",
            "java.lang.OutOfMemoryError: Java heap space\n\tat app.Main.lambda$main$0(Main.java:9)\r",
            "stopped at the office",
        ],
        ["python"] =
        [
            "starting",
            "ERROR:root:visit failed\n"
                + "Traceback (most recent call last):\n"
                + "  File \"/app/charts.py\", line 41, in open\n"
                + "    return self._charts[visit]\n"
                + "           ~~~~~~~~~~~~^^^^^^^\n"
                + "KeyError: 'visit'\n"
                + "\n"
                + "During handling of the above exception, another exception occurred:\n"
                + "\n"
                + "Traceback (most recent call last):\n"
                + "  File \"/app/main.py\", line 7, in <module>\n"
                + "    run()\n"
                + "  [Previous line repeated 995 more times]\n"
                + "app.errors.ChartMissing: no chart\n"
                + "\n"
                + "The above exception was the direct cause of the following exception:\n"
                + "\n"
                + "Traceback (most recent call last):\n"
                + "  File \"/app/main.py\", line 9, in <module>\n"
                + "RuntimeError",
            "INFO:root:next",
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    1 / 0\n"
                + "ZeroDivisionError: division by zero",
            "stopped",
            "WARNING: group\n"
                + "  + Exception Group Traceback (most recent call last):\n"
                + "  |   File \"a.py\", line 1, in <module>\n"
                + "  | ExceptionGroup: several (2 sub-exceptions)\n"
                + "  +-+---------------- 1 ----------------\n"
                + "    | ValueError: 1\n"
                + "    +------------------------------------",
            "done",
        ],
        ["dotnet"] =
        [
            "starting",
            "[14:00:02 ERR] visit failed\n"
                + "System.InvalidOperationException: no chart\n"
                + " ---> Npgsql.PostgresException (0x80004005): 57014: canceled\n"
                + "   at Npgsql.Internal.NpgsqlConnector.<ReadMessage>g__Long|223_0(Boolean async)\n"
                + "  Exception data:\n"
                + "    Severity: ERROR\n"
                + "   --- End of inner exception stack trace ---\n"
                + "   at App.Charts.Open(String visit) in /src/Charts.cs:line 41\n"
                + "--- End of stack trace from previous location ---\n"
                + "   at App.Charts.<>c__DisplayClass1_0.<Open>b__0()",
            "[14:00:03 INF] next",
            "fail: App.Charts[7]\n      visit failed\n      System.Exception: no\n         at App.Main()",
            "info: App.Charts[0]\n      Now listening",
            "Unhandled exception. System.AggregateException: One or more errors occurred. (a) (b)\n"
                + " ---> System.Exception: a\n"
                + "   at App.A()\n"
                + "   --- End of inner exception stack trace ---\n"
                + "   at App.Main()\n"
                + " ---> (Inner Exception #1) System.Exception: b<---\n"
                + "\n"
                + " ---> (Inner Exception #2) System.Exception: c<---",
            "stopped",
        ],
        ["go"] =
        [
            "starting",
            "panic: runtime error: invalid memory address or nil pointer dereference [recovered]\n"
                + "\tpanic: again\n"
                + "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x45f1d2]\n"
                + "\n"
                + "goroutine 1 [running]:\n"
                + "main.(*Charts).open(0x0, {0xc000012345, 0x5})\n"
                + "\t/src/charts.go:41 +0x1d\n"
                + "main.main()\n"
                + "\t/src/main.go:7 +0x2a\n"
                + "\n"
                + "goroutine 18 [chan receive, 2 minutes]:\n"
                + "created by net/http.(*Server).Serve in goroutine 1\n"
                + "\t/usr/local/go/src/net/http/server.go:3086 +0x5cb",
            "exit status 2",
            "2026/11/25 14:00:02 http: panic serving 127.0.0.1:4711: no chart\n"
                + "goroutine 19 [running]:\n"
                + "net/http.(*conn).serve.func1()\n"
                + "\t/usr/local/go/src/net/http/server.go:1898 +0xbe\n"
                + "panic({0x4a0b20?, 0x4e2c60?})\n"
                + "\t/usr/local/go/src/runtime/panic.go:770 +0x132",
            "2026/11/25 14:00:03 next (ok)",
            "fatal error: all goroutines are asleep - deadlock!\n\n"
                + "goroutine 1 [select (no cases)]:\nmain.main()\n\t/a.go:3",
            "stopped",
        ],
        ["node"] =
        [
            "starting",
            "/app/index.js:3\n"
                + "  throw new Error('no chart', { cause });\n"
                + "  ^\n"
                + "\n"
                + "Error: no chart\n"
                + "    at open (/app/charts.js:41:7)\n"
                + "    at async Promise.all (index 0) {\n"
                + "  code: 'ENOENT',\n"
                + "  [cause]: TypeError: x is not a function\n"
                + "      at run (file:///app/run.mjs:1:2) {\n"
                + "    errno: -2\n"
                + "  }\n"
                + "}\n"
                + "\n"
                + "Node.js v22.11.0",
            "next",
            "2026-11-25T14:00:02.000Z error: visit failed\n"
                + "TypeError [ERR_INVALID_ARG_TYPE]: The \"path\" argument must be a string\n"
                + "    at new NodeError (node:internal/errors:405:5)\n"
                + "    at /app/index.js:7:9",
            "visit failed Error: no chart\n    at open (/app/charts.js:41:7)",
            "Error: Cannot find module './x'\nRequire stack:\n- /app/index.js\n"
                + "    at Module._load (node:internal/modules:1:2)",
            "[Error: ENOENT: no such file] {\n  errno: -2,\n  code: 'ENOENT'\n}",
            "stopped",
        ],
    };

    internal static string Text(string name) => string.Join('\n', All[name]) + "\n";
}
