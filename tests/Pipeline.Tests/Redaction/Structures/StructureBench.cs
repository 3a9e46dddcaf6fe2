using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.FieldSets;
using PhiLens.Pipeline.Redaction.FieldSets.Messages;
using PhiLens.Pipeline.Redaction.Structures.Hl7;
using PhiLens.Pipeline.Redaction.Structures.X12;
using PhiLens.Pipeline.Redaction.Structures.Xml;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

/// <summary>Walks a text with all sets of fields and puts what was claimed in place.</summary>
internal sealed class StructureBench : IDisposable
{
    private readonly List<RedactionRule> _rules = [];

    internal StructureBench(RedactionAction? action = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
        Pass = new RedactionPass(new ReadBuffers(Some.Pool()), time);
        var hl7 = new Hl7Rules(Compile(Hl7Fields.Entries, action));
        var x12 = new X12Rules(Compile(X12Fields.Entries, action));
        var cda = new CdaRules(Compile(CdaFields.Entries, action));
        var paths = new Dictionary<string, int>();
        foreach ((FieldSetEntry entry, int rule) in Compile(FhirFields.Entries, action))
        {
            paths.TryAdd(entry.Selector, rule);
        }

        _rules.Add(new RedactionRule(_rules.Count, "ssn", RedactionAction.Erase));
        var names = new Dictionary<string, int>
        {
            ["ssn"] = _rules.Count - 1,
            ["social security number"] = _rules.Count - 1,
        };
        Rules = new RuleSet(_rules, new NamedKeys(names, paths)) { Hl7 = hl7, X12 = x12, Cda = cda };
    }

    internal delegate bool Walk(RedactionPass pass, ReadOnlySpan<byte> text, out int consumed);

    internal RedactionPass Pass { get; }

    internal RuleSet Rules { get; }

    internal static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>The text after redaction; null when it has not the structure.</summary>
    internal string? Redact(Walk walk, string text, out int consumed)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        Pass.Begin(Rules);
        return walk(Pass, bytes, out consumed) ? Text(Applied(bytes)) : null;
    }

    internal string? Redact(Walk walk, string text) => Redact(walk, text, out _);

    /// <summary>
    /// The text with the claims of the pass in place; of two that overlap the first in the text stands.
    /// </summary>
    internal byte[] Applied(ReadOnlySpan<byte> text)
    {
        Edit[] edits = [.. Pass.Edits.From(0).ToArray().OrderBy(e => e.Start).ThenBy(e => e.Rule)];
        var result = new List<byte>();
        int at = 0;
        foreach (Edit edit in edits)
        {
            Assert.InRange(edit.Start, 0, edit.End - 1);
            Assert.InRange(edit.End, 1, text.Length);
            if (edit.Start < at || edit.Text == Edit.Unchanged)
            {
                continue;
            }

            result.AddRange(text[at..edit.Start]);
            result.AddRange(New(edit));
            at = edit.End;
        }

        result.AddRange(text[at..]);
        return [.. result];
    }

    public void Dispose() => Pass.Dispose();

    private byte[] New(Edit edit) => edit.Text switch
    {
        Edit.RuleToken => _rules[edit.Rule].Token,
        Edit.Nothing => [],
        _ => Pass.Replacements.Slice(edit.Text, edit.TextLength).ToArray(),
    };

    private List<(FieldSetEntry Entry, int Rule)> Compile(IReadOnlyList<FieldSetEntry> set, RedactionAction? action)
    {
        var compiled = new List<(FieldSetEntry Entry, int Rule)>();
        foreach (FieldSetEntry entry in set)
        {
            compiled.Add((entry, _rules.Count));
            _rules.Add(new RedactionRule(_rules.Count, entry.Label, action ?? entry.DefaultAction));
        }

        return compiled;
    }
}
