namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>Walks a JSON document and claims what rules name in it.</summary>
internal static class JsonWalker
{
    /// <summary>Whether a text may be a JSON document: it begins with a brace or a bracket.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && text[first] is (byte)'{' or (byte)'[';
    }

    /// <summary>Claims what rules name in a document.</summary>
    /// <returns>False when it is not JSON to its end; what was claimed then does not count.</returns>
    internal static bool TryWalk(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        _ = pass;
        return text.IsEmpty;
    }
}
