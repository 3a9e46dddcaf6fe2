using PhiLens.Pipeline.Redaction.Structures;
using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>Claims what rules name in a document's strings and numbers.</summary>
/// <param name="pass">Takes the claims.</param>
/// <param name="document">The document.</param>
internal readonly ref struct JsonScan(RedactionPass pass, ReadOnlySpan<byte> document)
{
    private readonly ReadOnlySpan<byte> _document = document;

    /// <summary>A number that holds anything is replaced as a whole, by the strongest of the rules.</summary>
    internal void ScanNumber(int start, int end, Hints hints)
    {
        int mark = pass.Edits.Count;
        TextScanner.Scan(pass, _document[start..end], hints);
        int rule = RuleSet.NoRule;
        foreach (ref Edit edit in pass.Edits.From(mark))
        {
            rule = RuleSet.Stronger(rule, edit.Rule);
        }

        pass.Edits.TruncateTo(mark);
        pass.Claim(_document, start, end, rule, isUnquoted: true);
    }

    /// <summary>Claims a string for a rule.</summary>
    internal void ClaimString(in JsonText value, int rule)
    {
        if (!value.HasEscapes || !pass.TryEnter(value.Length, out Span<byte> text))
        {
            pass.Claim(_document, value.Start, value.End, rule);
            return;
        }

        int mark = pass.Edits.Count;
        int length = JsonString.Decode(_document[value.Start..value.End], text);
        pass.Claim(text, 0, length, rule);
        pass.Leave();
        foreach (ref Edit edit in pass.Edits.From(mark))
        {
            (edit.Start, edit.End) = (value.Start, value.End);
        }
    }

    /// <summary>Claims what rules name in a string, or in the document that it holds.</summary>
    internal void ScanString(in JsonText value, Hints hints, ref DocumentPaths paths)
    {
        int mark = pass.Edits.Count;
        ReadOnlySpan<byte> raw = _document[value.Start..value.End];
        if (value.HasEscapes && pass.TryEnter(raw.Length, out Span<byte> text))
        {
            int length = JsonString.Decode(raw, text);
            Scan(text[..length], hints, ref paths);
            pass.Leave();
            JsonString.MapBack(raw, pass.Edits.From(mark));
        }
        else
        {
            Scan(raw, hints, ref paths);
        }

        if (pass.Edits.Count == mark)
        {
            return;
        }

        foreach (ref Edit edit in pass.Edits.From(mark))
        {
            edit.Start += value.Start;
            edit.End += value.Start;
            edit.Quotes += edit.Quotes > 0 ? 1 : 0;
        }
    }

    /// <summary>Only a document within a string asks for the path to it.</summary>
    private void Scan(ReadOnlySpan<byte> text, Hints hints, ref DocumentPaths paths)
    {
        if (!StructureLook.MayHold(text))
        {
            TextScanner.Scan(pass, text, hints);
            return;
        }

        paths.Push();
        ValueScanner.ScanStructures(pass, text, hints);
    }
}
