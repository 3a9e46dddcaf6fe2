namespace PhiLens.Pipeline.Redaction.Resolving;

/// <summary>Writes a record with its claims carried out; every other byte stays what and where it was.</summary>
internal static class EditWriter
{
    /// <summary>How long the redacted record is.</summary>
    internal static int LengthOf(ReadOnlySpan<byte> record, ReadOnlySpan<Edit> edits, RedactionRule[] rules)
    {
        long length = record.Length;
        foreach (ref readonly Edit edit in edits)
        {
            length += TextLength(edit, rules) + (2L * QuoteLength(edit)) - (edit.End - edit.Start);
        }

        return (int)Math.Min(int.MaxValue, length);
    }

    /// <summary>Writes the redacted record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="edits">Claims that do not overlap, in order.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="made">The text that actions made.</param>
    /// <param name="redacted">Where it goes: as long as <see cref="LengthOf"/> says.</param>
    internal static void Write(
        ReadOnlySpan<byte> record,
        ReadOnlySpan<Edit> edits,
        RedactionRule[] rules,
        ReadOnlySpan<byte> made,
        Span<byte> redacted)
    {
        int done = 0;
        foreach (ref readonly Edit edit in edits)
        {
            redacted = Put(record[done..edit.Start], redacted);
            redacted = PutQuote(edit, redacted);
            redacted = Put(edit.Text >= 0 ? made.Slice(edit.Text, edit.TextLength) : Token(edit, rules), redacted);
            redacted = PutQuote(edit, redacted);
            done = edit.End;
        }

        Put(record[done..], redacted);
    }

    private static int TextLength(in Edit edit, RedactionRule[] rules) =>
        edit.Text >= 0 ? edit.TextLength : Token(edit, rules).Length;

    private static ReadOnlySpan<byte> Token(in Edit edit, RedactionRule[] rules) =>
        edit.Text == Edit.Nothing ? default : rules[edit.Rule].Token;

    /// <summary>Each string around a quote doubles the backslashes before it and adds one: 0, 1, 3, 7.</summary>
    private static int QuoteLength(in Edit edit) =>
        edit.Quotes == 0 || edit.Text == Edit.Nothing ? 0 : 1 << (edit.Quotes - 1);

    private static Span<byte> PutQuote(in Edit edit, Span<byte> to)
    {
        int length = QuoteLength(edit);
        if (length > 0)
        {
            to[..(length - 1)].Fill((byte)'\\');
            to[length - 1] = (byte)'"';
        }

        return to[length..];
    }

    private static Span<byte> Put(ReadOnlySpan<byte> text, Span<byte> to)
    {
        text.CopyTo(to);
        return to[text.Length..];
    }
}
