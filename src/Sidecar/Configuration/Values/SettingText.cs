namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>A setting as somebody wrote it, before it means anything.</summary>
/// <param name="Text">The text; empty when nothing was said, or when it was said in parts.</param>
/// <param name="Parts">The entries of a JSON array or object, or of numbered variables: key and text.</param>
/// <param name="Origin">Who wrote it.</param>
internal sealed record SettingText(string Text, IReadOnlyList<KeyValuePair<string, string>> Parts, string Origin)
{
    /// <summary>Whether nothing was said.</summary>
    public bool IsEmpty => Text.Length == 0 && Parts.Count == 0;

    /// <summary>The text on one line: parts are joined as the environment would write them.</summary>
    /// <param name="named">Whether the keys of the parts mean something.</param>
    public string Shown(bool named) => Parts.Count == 0
        ? Text
        : string.Join(',', Parts.Select(p => named ? $"{p.Key}={p.Value}" : p.Value));

    /// <summary>A text from one place, without parts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Who wrote it.</param>
    public static SettingText Of(string text, string origin) => new(text, [], origin);
}
