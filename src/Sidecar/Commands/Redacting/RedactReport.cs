using PhiLens.Pipeline.Redaction;

namespace PhiLens.Sidecar.Commands.Redacting;

/// <summary>Tells on standard error what was redacted: rules, places and counts, and never a value.</summary>
/// <param name="explain">Whether each redaction is told.</param>
/// <param name="context">Where it is told.</param>
internal sealed class RedactReport(bool explain, CommandContext context)
{
    private const string Strong = "\e[1m";
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Faint = "\e[2m";
    private const string Plain = "\e[0m";

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _lines;
    private long _changed;
    private long _leftOut;
    private long _withheld;

    /// <summary>Takes note of one line.</summary>
    /// <param name="line">Its number, from 1.</param>
    /// <param name="verdict">What became of it.</param>
    /// <param name="findings">What was done to it.</param>
    public void Note(long line, RedactionVerdict verdict, IReadOnlyList<RedactionFinding> findings)
    {
        _lines = line;
        _changed += verdict == RedactionVerdict.Changed ? 1 : 0;
        _leftOut += verdict == RedactionVerdict.LeftOut ? 1 : 0;
        if (verdict == RedactionVerdict.Withheld)
        {
            _withheld++;
            Explain($"line {line}: withheld, because redaction could not decide");
            return;
        }

        foreach (RedactionFinding finding in findings)
        {
            _counts[finding.Label] = _counts.GetValueOrDefault(finding.Label) + 1;
            Explain($"line {line}: rule {finding.Label} at {finding.Start}-{finding.End} {WordOf(finding.Action)}");
        }
    }

    /// <summary>On a terminal, tells the counts of all lines.</summary>
    /// <param name="policy">What redacted them.</param>
    public void Summarise(string policy)
    {
        if (!context.IsErrorTerminal)
        {
            return;
        }

        Tell(Strong, $"{_lines} lines, {_changed} redacted by {policy}");
        int width = _counts.Keys.Select(label => label.Length).DefaultIfEmpty().Max();
        foreach ((string label, long count) in _counts)
        {
            Tell(Green, $"  {label.PadRight(width)}  {count}");
        }

        if (_leftOut > 0)
        {
            Tell(Faint, $"{_leftOut} lines were left out by a rule");
        }

        if (_withheld > 0)
        {
            Tell(Red, $"{_withheld} lines were withheld, because redaction could not decide");
        }
    }

    private static string WordOf(RedactionAction action) => RedactionPolicy.WordOf(action);

    private void Explain(string sentence)
    {
        if (explain)
        {
            context.Error.WriteLine(sentence);
        }
    }

    private void Tell(string colour, string line) =>
        context.Error.WriteLine(context.HasErrorColors ? $"{colour}{line}{Plain}" : line);
}
