namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>
/// The separators of a message, which nothing may be written with: a token with one of them would shift the fields
/// behind it.
/// </summary>
internal struct ByteSet
{
    private UInt128 _bits;

    internal void Add(byte value) => _bits |= value < 128 ? UInt128.One << value : 0;

    internal readonly bool ContainsAny(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (value < 128 && (_bits & (UInt128.One << value)) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Sees to it that what claims put in place has no separator: a text with one becomes the rule's token, and a token
    /// with one becomes nothing, because an empty field is valid everywhere.
    /// </summary>
    /// <param name="pass">Holds the claims.</param>
    /// <param name="mark">The first of them.</param>
    internal readonly void KeepOut(RedactionPass pass, int mark)
    {
        foreach (ref Edit edit in pass.Edits.From(mark))
        {
            if (edit.Text >= 0 && ContainsAny(pass.Replacements.Slice(edit.Text, edit.TextLength)))
            {
                edit.Text = Edit.RuleToken;
            }

            if (edit.Text == Edit.RuleToken && ContainsAny(pass.Rules.Rules[edit.Rule].Token))
            {
                edit.Text = Edit.Nothing;
            }
        }
    }
}
