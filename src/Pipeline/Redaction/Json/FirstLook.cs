using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>Tells at a glance whether a text or a name needs a closer look.</summary>
internal static class FirstLook
{
    /// <summary>Whether a text may be a JSON document: it begins with a brace or a bracket.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        cursor.SkipBlanks();
        return cursor.Next is (byte)'{' or (byte)'[';
    }

    /// <summary>Whether a name may be somebody's data itself.</summary>
    internal static bool MayTell(ReadOnlySpan<byte> name) =>
        KeyCache.MayEndInNumber(name) || name.IndexOfAny((byte)'@', (byte)'%') >= 0;
}
