using System.Text;
using BenchmarkDotNet.Attributes;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Bench.Micro;

/// <summary>Scans a megabyte of lines without structure, line by line, with every detector but that of addresses of
/// the internet, which the usual policy leaves off. Nothing is changed: the figure is that of looking.</summary>
public class RedactionTextBenchmarks : IDisposable
{
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["Prose"] = "2026-11-25 the scheduler finished its run and nothing was left to do while the workers were "
            + "waiting for more messages in the queue",
        ["Value"] = "The request was handled by a worker",
        ["Broken JSON"] = "{\"level\":\"info\",\"ts\":1764066153.123,\"caller\":\"server.go:123\",\"msg\":\"published local "
            + "state to cluster through raft\",\"count\":12,\"ok\":true,\"path\":\"/v2/keys\"",
        ["nginx"] = "10.1.2.3 - - [25/Nov/2026:10:22:33 +0000] \"GET /api/v1/items/42?page=2&size=50 HTTP/1.1\" 200 612 "
            + "\"-\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.4472.0\"",
        ["logfmt"] = "time=2026-11-25T10:22:33Z level=info msg=\"request done\" method=GET path=/api/items status=200 "
            + "duration=12.3ms bytes=5123",
        ["Dense PHI"] = "Patient Maria Garcia (DOB 3/12/1950, SSN 123-45-6789, MRN: 00123456) called 617-555-0123 from "
            + "12 Main St, Boston, MA 02139; mail maria.garcia@example.com, card 4111 1111 1111 1111",
    };

    private RedactionPass? _pass;
    private RuleSet? _rules;
    private byte[] _line = [];

    /// <summary>What the lines hold.</summary>
    [Params("Prose", "Value", "Broken JSON", "nginx", "logfmt", "Dense PHI")]
    public string Content { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        Detector[] detectors =
            [.. Enum.GetValues<Detector>().Where(d => d is not (Detector.Count or Detector.Ip))];
        _rules = new RuleSet(
            [.. detectors.Select((d, i) => new RedactionRule(i, $"rule{i}", RedactionAction.Erase))], NoKeys.Instance);
        for (int i = 0; i < detectors.Length; i++)
        {
            _rules.Use(detectors[i], i);
        }

        _pass = new RedactionPass(new ReadBuffers(MicroWork.Pool()), TimeProvider.System);
        _line = Encoding.UTF8.GetBytes(Lines[Content]);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _pass?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int Scan()
    {
        RedactionPass pass = _pass!;
        int claims = 0;
        for (int bytes = 0; bytes < MicroWork.Megabyte; bytes += _line.Length)
        {
            pass.Begin(_rules!);
            TextScanner.Scan(pass, _line, Hints.None);
            claims += pass.Edits.Count;
        }

        return claims;
    }
}
