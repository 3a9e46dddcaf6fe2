using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Policies;

namespace PhiLens.Pipeline.Tests.Redaction;

/// <summary>A redactor under a policy, with memory that must all come back.</summary>
internal sealed class RedactorBench(RedactionPolicy policy, IFieldSealer? sealer = null) : IDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RecordRedactor _redactor = new(policy, SharedPool, new FakeTimeProvider(Today), sealer);

    public static BlockPool SharedPool { get; } = new(new MemoryBudget(256 * 1024 * 1024));

    public IReadOnlyList<RedactionFinding> Findings => _redactor.Findings;

    public RedactionVerdict Verdict { get; private set; }

    /// <summary>Reads a policy that must be right.</summary>
    public static RedactionPolicy Policy(string rules)
    {
        PolicyResult result = RedactionPolicy.Read(Encoding.UTF8.GetBytes($"{{\"rules\":[{rules}]}}"));
        Assert.Empty(result.Errors);
        return result.Policy!;
    }

    /// <summary>Rules by key or path, in the order of their strength.</summary>
    public static RedactorBench Of(params (string Name, RedactionAction Action)[] rules) => new(Policy(string.Join(
        ',',
        rules.Select(r => r.Name.Contains('.', StringComparison.Ordinal)
            ? $"{{\"path\":\"{r.Name}\",\"name\":\"{r.Name.Split('.')[^1]}\",\"action\":\"{Word(r.Action)}\"}}"
            : $"{{\"key\":\"{r.Name}\",\"action\":\"{Word(r.Action)}\"{Keep(r.Action)}}}"))));

    public string Redact(string record) => Encoding.UTF8.GetString(Redact(Encoding.UTF8.GetBytes(record)));

    public byte[] Redact(byte[] record)
    {
        Verdict = _redactor.Redact(RecordOrigin.Unknown, record, out ReadOnlySpan<byte> redacted);
        Assert.Null(_redactor.Fault);
        return redacted.ToArray();
    }

    public void Dispose() => _redactor.Dispose();

    private static string Word(RedactionAction action) => action switch
    {
        RedactionAction.DropField => "drop-field",
        RedactionAction.DropRecord => "drop-record",
        _ => action.ToString().ToLowerInvariant(),
    };

    private static string Keep(RedactionAction action) => action == RedactionAction.Mask ? ",\"keep\":4" : "";
}
