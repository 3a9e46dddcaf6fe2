using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;

namespace PhiLens.Pipeline.Tests.Redaction;

/// <summary>A redactor over rules by name that a test gives, with memory that must all come back.</summary>
internal sealed class RedactorBench : IDisposable
{
    private readonly RecordRedactor _redactor;
    private readonly RuleSet _rules;

    public RedactorBench(IReadOnlyList<RedactionRule> rules, NamedKeys keys, IFieldSealer? sealer = null)
    {
        _rules = new RuleSet(rules, keys);
        var policy = new RedactionPolicy([.. rules.Select(r => r.Label)], _ => _rules);
        _redactor = new RecordRedactor(
            policy, Pool, new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)), sealer);
    }

    public BlockPool Pool { get; } = new(new MemoryBudget(64 * 1024 * 1024));

    public IReadOnlyList<RedactionFinding> Findings => _redactor.Findings;

    public RedactionVerdict Verdict { get; private set; }

    /// <summary>Rules by name, in the order of their strength: name, action.</summary>
    public static RedactorBench Of(params (string Name, RedactionAction Action)[] rules)
    {
        var keys = new NamedKeys();
        List<RedactionRule> all = [];
        foreach ((string name, RedactionAction action) in rules)
        {
            var into = name.Contains('.', StringComparison.Ordinal) ? keys.Paths : keys.Rules;
            into[name] = all.Count;
            all.Add(new RedactionRule(all.Count, name.Split('.')[^1], action) { Counter = all.Count, Keep = 4 });
        }

        return new RedactorBench(all, keys);
    }

    public string Redact(string record)
    {
        Verdict = _redactor.Redact(
            RecordOrigin.Unknown, Encoding.UTF8.GetBytes(record), out ReadOnlySpan<byte> redacted);
        return Encoding.UTF8.GetString(redacted);
    }

    public void Dispose()
    {
        _redactor.Dispose();
        Assert.Equal(0, Pool.RentedCount);
    }
}
