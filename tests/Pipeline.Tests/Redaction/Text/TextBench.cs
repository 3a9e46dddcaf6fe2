using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Tests.Redaction.Text;

/// <summary>A redactor with every detector on, each with a rule of its own name, and a few names of fields.</summary>
internal sealed class TextBench : IDisposable
{
    private static readonly Detector[] Detectors = [.. Enum.GetValues<Detector>().Where(d => d != Detector.Count)];

    private readonly RecordRedactor _redactor;

    public TextBench(bool isBase64 = false, RedactionAction action = RedactionAction.Erase)
    {
        Rules = RulesOf(isBase64, action);
        var policy = new RedactionPolicy([.. Rules.Rules.Select(r => r.Label)], _ => Rules);
        _redactor = new RecordRedactor(policy, Pool, Time());
    }

    public BlockPool Pool { get; } = new(new MemoryBudget(256 * 1024 * 1024));

    public RuleSet Rules { get; }

    public RedactionVerdict Verdict { get; private set; }

    public long KeyBytesAsked => ((FoldedKeys)Rules.Keys).Asked;

    public string Redact(string text) => Encoding.UTF8.GetString(Redact(Encoding.UTF8.GetBytes(text)));

    public byte[] Redact(byte[] text)
    {
        Verdict = _redactor.Redact(RecordOrigin.Unknown, text, out ReadOnlySpan<byte> redacted);
        return redacted.ToArray();
    }

    /// <summary>The claims on a text, as they are made.</summary>
    public Edit[] Claims(ReadOnlySpan<byte> text, Hints hints = default)
    {
        using var pass = new RedactionPass(new ReadBuffers(Pool), Time());
        pass.Begin(Rules);
        TextScanner.Scan(pass, text, hints);
        return pass.Edits.From(0).ToArray();
    }

    /// <summary>What detectors claim in a text, as <c>ssn:123-45-6789</c>, each once and in order.</summary>
    public string[] Found(string text, Hints hints = default)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. Claims(bytes, hints)
            .OrderBy(e => e.Start)
            .Select(e => $"{Rules.Rules[e.Rule].Label}:{Encoding.UTF8.GetString(bytes[e.Start..e.End])}")
            .Distinct()];
    }

    public void Dispose()
    {
        _redactor.Dispose();
        Assert.Equal(0, Pool.RentedCount);
    }

    private static FakeTimeProvider Time() => new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    private static RuleSet RulesOf(bool isBase64, RedactionAction action)
    {
        var keys = new FoldedKeys();
        List<RedactionRule> rules = [.. Detectors.Select(
            (d, i) => new RedactionRule(i, $"{d}".ToLowerInvariant(), action) { Counter = i, Keep = 2 })];
        var set = new RuleSet(rules, keys) { ReadsBase64 = isBase64 };
        foreach (Detector detector in Detectors)
        {
            set.Use(detector, (int)detector);
        }

        Name(keys, Detector.Ssn, "ssn", "social security number");
        Name(keys, Detector.Mrn, "mrn", "medical record number");
        Name(keys, Detector.Name, "name", "patient name", "first name", "last name", "family", "given");
        Name(keys, Detector.Date, "dob", "date of birth", "birth date");
        Name(keys, Detector.StreetAddress, "address", "street");
        Name(keys, Detector.Phone, "phone", "fax");
        Name(keys, Detector.Secret, "password", "authorization", "api key");
        Name(keys, Detector.Member, "member id");
        keys.Add("contact", new KeyMatch(RuleSet.NoRule, Hints.Of(Detector.Phone), EndsPath: false));
        keys.Add("identifier", new KeyMatch(
            RuleSet.NoRule, Hints.Of(Detector.Ssn) | Hints.Of(Detector.Mrn), EndsPath: false));
        return set;
    }

    private static void Name(FoldedKeys keys, Detector detector, params string[] names)
    {
        foreach (string name in names)
        {
            keys.Add(
                name.Replace(" ", "", StringComparison.Ordinal),
                new KeyMatch((int)detector, Hints.None, EndsPath: false));
        }
    }
}
