namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>The place of a field in a record: <c>log</c>, or <c>$kubernetes['labels']['app']</c>.</summary>
/// <param name="Keys">The keys from the outermost to the innermost; one or more.</param>
internal sealed record FieldPath(IReadOnlyList<string> Keys)
{
    /// <summary>Reads a path; null when the text is none.</summary>
    /// <param name="text">The text.</param>
    public static FieldPath? Read(string text)
    {
        string rest = text.StartsWith('$') ? text[1..] : text;
        int bracket = rest.IndexOf('[', StringComparison.Ordinal);
        string first = bracket < 0 ? rest : rest[..bracket];
        List<string> keys = [first];
        for (int at = bracket < 0 ? rest.Length : bracket; at < rest.Length;)
        {
            int end = rest.IndexOf("']", at, StringComparison.Ordinal);
            if (end < at + 2 || string.CompareOrdinal(rest, at, "['", 0, 2) != 0)
            {
                return null;
            }

            keys.Add(rest[(at + 2)..end]);
            at = end + 2;
        }

        return first.Length > 0 && keys.All(k => k.Length > 0) ? new FieldPath(keys) : null;
    }

    /// <summary>The keys with dots between them.</summary>
    public override string ToString() => string.Join('.', Keys);
}
