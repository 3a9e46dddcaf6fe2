using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction.Actions;
using PhiLens.Pipeline.Redaction.Json;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// What scanners share while they look at one record: the rules, the claims so far, and memory for texts behind
/// escapes. Scanners claim spans of the text that they were given; nothing is changed before all have looked.
/// </summary>
internal sealed class RedactionPass : IDisposable
{
    /// <summary>
    /// Texts within texts, as JSON in a string of JSON: what stands deeper is looked at as it is written.
    /// </summary>
    internal const int DeepestText = 6;

    private readonly Scratch[] _texts = new Scratch[DeepestText];
    private readonly ReplacementWriter _replacements;
    private int _depth;

    internal RedactionPass(ReadBuffers buffers, TimeProvider time, IFieldSealer? sealer = null)
    {
        Memory = new ScratchMemory(buffers);
        Edits = new EditList(Memory);
        Path = new PathStack(Memory);
        Characters = new Scratch(Memory);
        Time = time;
        _replacements = new ReplacementWriter(Memory, time, sealer);
        for (int i = 0; i < _texts.Length; i++)
        {
            _texts[i] = new Scratch(Memory);
        }
    }

    /// <summary>The rules that hold for the record.</summary>
    internal RuleSet Rules { get; private set; } = RuleSet.Empty;

    /// <summary>The claims so far.</summary>
    internal EditList Edits { get; }

    /// <summary>The names on the way to the field at hand.</summary>
    internal PathStack Path { get; }

    internal ScratchMemory Memory { get; }

    /// <summary>The text at hand as characters, for expressions.</summary>
    internal Scratch Characters { get; }

    internal TimeProvider Time { get; }

    /// <summary>How long expressions have worked on the record.</summary>
    internal TimeSpan PatternTime { get; set; }

    /// <summary>Whether a scanner could not decide, so that the record must not leave.</summary>
    internal bool IsWithheld { get; private set; }

    /// <summary>Whether texts may stand deeper than where the scanner is.</summary>
    internal bool CanGoDeeper => _depth < DeepestText;

    /// <summary>Text that actions made, which edits point into.</summary>
    internal ReadOnlySpan<byte> Replacements => _replacements.Text;

    /// <summary>Claims a span for a rule.</summary>
    /// <param name="text">The text that is scanned.</param>
    /// <param name="start">The first byte of the span.</param>
    /// <param name="end">Behind its last byte.</param>
    /// <param name="rule">The rule; <see cref="RuleSet.NoRule"/> claims nothing.</param>
    /// <param name="isUnquoted">Whether the span is a number of JSON: text in its place needs quotes.</param>
    internal void Claim(ReadOnlySpan<byte> text, int start, int end, int rule, bool isUnquoted = false)
    {
        start = RedactionToken.BehindOneAround(text, start);
        if (rule == RuleSet.NoRule || start >= end)
        {
            return;
        }

        ReadOnlySpan<byte> value = text[start..end];
        if (!RedactionToken.Is(value))
        {
            rule = Rules.Exceptions.Judge(value, rule);
            Edit edit = _replacements.Write(Rules.Rules[rule], value, isUnquoted);
            (edit.Start, edit.End, edit.Rule) = (start, end, rule);
            Edits.Add(edit);
        }
    }

    /// <summary>Takes a span out: a field with its name and comma.</summary>
    /// <param name="start">The first byte of the span.</param>
    /// <param name="end">Behind its last byte.</param>
    /// <param name="rule">The rule.</param>
    internal void ClaimField(int start, int end, int rule) =>
        Edits.Add(new Edit { Start = start, End = end, Rule = rule, Text = Edit.Nothing });

    /// <summary>Memory for a text that stands behind escapes in the one at hand, until <see cref="Leave"/>.</summary>
    /// <param name="size">The longest that it can be.</param>
    /// <param name="text">The memory.</param>
    /// <returns>False when it is too deep, or memory ran out.</returns>
    internal bool TryEnter(int size, out Span<byte> text)
    {
        text = default;
        if (!CanGoDeeper || !_texts[_depth].TryGrow(size))
        {
            return false;
        }

        text = _texts[_depth].Bytes;
        _depth++;
        return true;
    }

    internal void Leave() => _depth--;

    /// <summary>A scanner cannot decide: the record must not leave.</summary>
    internal void Withhold() => IsWithheld = true;

    /// <summary>Begins with another record.</summary>
    /// <param name="rules">The rules that hold for it.</param>
    internal void Begin(RuleSet rules)
    {
        Rules = rules;
        PatternTime = TimeSpan.Zero;
        Memory.Reset();
        Edits.Clear();
        Path.Clear();
        _replacements.Clear();
        IsWithheld = false;
        _depth = 0;
    }

    /// <summary>Gives the memory back until there is something to redact again.</summary>
    internal void Rest()
    {
        Edits.Rest();
        Path.Rest();
        Characters.Rest();
        _replacements.Rest();
        foreach (Scratch text in _texts)
        {
            text.Rest();
        }
    }

    public void Dispose() => Rest();
}
