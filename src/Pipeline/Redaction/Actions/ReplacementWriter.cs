using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Redaction.Actions;

/// <summary>
/// Writes what shall stand in a value's place. It is made of bytes that no structure needs to escape. An action that
/// cannot be carried out on a value erases it: it never lets the value through.
/// </summary>
/// <param name="memory">Where the memory comes from.</param>
/// <param name="time">The clock, for ages.</param>
/// <param name="sealer">Makes pseudonyms and encrypts; null when neither is built or set up.</param>
internal sealed class ReplacementWriter(ScratchMemory memory, TimeProvider time, IFieldSealer? sealer)
{
    private readonly Scratch _scratch = new(memory);
    private int _length;

    /// <summary>Everything that was written for the record at hand.</summary>
    internal ReadOnlySpan<byte> Text => _scratch.Bytes[.._length];

    /// <summary>Writes the replacement of a value.</summary>
    /// <param name="rule">What to do.</param>
    /// <param name="value">The value, without escapes.</param>
    /// <param name="isUnquoted">Whether it is a number of JSON.</param>
    /// <returns>An edit that has its text, without its place.</returns>
    internal Edit Write(RedactionRule rule, ReadOnlySpan<byte> value, bool isUnquoted)
    {
        var token = new Edit { Text = Edit.RuleToken, Quotes = isUnquoted ? 1 : 0 };
        switch (rule.Action)
        {
            case RedactionAction.Allow:
                return new Edit { Text = Edit.Unchanged };
            case RedactionAction.Erase or RedactionAction.DropField or RedactionAction.DropRecord:
                return token;
        }

        if (!TryMake(rule, value, out Span<byte> made))
        {
            return token;
        }

        if (made.SequenceEqual(value))
        {
            return new Edit { Text = Edit.Unchanged };
        }

        var edit = new Edit
        {
            Text = _length,
            TextLength = made.Length,
            Quotes = isUnquoted && !IsNumber(made) ? 1 : 0,
        };
        _length += made.Length;
        return edit;
    }

    internal void Clear() => _length = 0;

    /// <summary>Gives the memory back.</summary>
    internal void Rest()
    {
        Clear();
        _scratch.Rest();
    }

    private bool TryMake(RedactionRule rule, ReadOnlySpan<byte> value, out Span<byte> made)
    {
        made = default;
        int most = rule.Action is RedactionAction.Pseudonym or RedactionAction.Encrypt
            ? sealer?.MaxTokenLength(rule.Type, value.Length) ?? 0
            : value.Length + MaskAction.Growth;
        if (most == 0 || !_scratch.TryGrow(_length + most))
        {
            return false;
        }

        Span<byte> place = _scratch.Bytes[_length..];
        int written = 0;
        bool isMade = rule.Action switch
        {
            RedactionAction.Mask => MaskAction.TryWrite(value, rule.Keep, place, out written),
            RedactionAction.Year => YearAction.TryWrite(value, time.GetUtcNow().Year, place, out written),
            RedactionAction.Zip3 => Zip3Action.TryWrite(value, place, out written),
            RedactionAction.Age90 => AgeAction.TryWrite(value, place, out written),
            RedactionAction.Pseudonym => sealer!.TryPseudonymise(rule.Type, value, place, out written),
            RedactionAction.Encrypt => sealer!.TryEncrypt(rule.Type, rule.Scope, value, place, out written),
            _ => false,
        };
        made = isMade ? place[..written] : default;
        return isMade;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && !(text.Length > 1 && text[0] == '0');
}
