namespace PhiLens.Sidecar.Configuration.FireLens.Files;

/// <summary>The files that AWS for Fluent Bit has under <c>/fluent-bit</c>, as far as they matter here.</summary>
internal static class BuiltInFiles
{
    /// <summary>The parsers of the AWS image; of them, <c>json</c> is known here.</summary>
    public const string Parsers = "/fluent-bit/parsers/parsers.conf";

    private const string Metrics = "needs inputs for Fluent Bit's own metrics, and PhiLens has its own at /metrics";
    private const string JoinsAndParses = "names parsers for lines of several programs; set PHILENS_MULTILINE__PRESET "
        + "and include /fluent-bit/configs/parse-json.conf instead";

    private static readonly Dictionary<string, BuiltInFile> Known = new(StringComparer.Ordinal)
    {
        ["/fluent-bit/configs/parse-json.conf"] = new(
            """
            [FILTER]
                Name parser
                Match *
                Key_Name log
                Parser json
                Reserve_Data on
            """,
            "a log line that is JSON becomes fields of its record"),
        ["/fluent-bit/configs/minimize-log-loss.conf"] = new(
            "", "PhiLens delivers within a second and drains for PHILENS_SHUTDOWN__DRAIN anyway"),
        ["/fluent-bit/configs/output-metrics-healthcheck.conf"] = new(
            """
            [SERVICE]
                HTTP_Server on
                HTTP_Listen 0.0.0.0
                HTTP_Port 2020
                Health_Check on
            """,
            "health is answered on port 2020 as well"),
        ["/fluent-bit/configs/plugin-metrics-to-cloudwatch.conf"] = new(null, Metrics),
        ["/fluent-bit/configs/plugin-and-storage-metrics-to-cloudwatch.conf"] = new(null, Metrics),
        ["/fluent-bit/configs/parse-multiline-json.conf"] = new(null, JoinsAndParses),
        ["/fluent-bit/configs/multiline-parse-json.conf"] = new(null, JoinsAndParses),
    };

    /// <summary>The built-in file of a path, or null.</summary>
    /// <param name="path">An absolute path.</param>
    public static BuiltInFile? Find(string path) => Known.GetValueOrDefault(path);
}
