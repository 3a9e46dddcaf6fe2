using PhiLens.Pipeline.Joining;

namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>The kinds of values that are about stack traces.</summary>
internal static class TraceKinds
{
    /// <summary>Languages whose traces are known, separated by commas, in any case.</summary>
    public static ValueKind<IReadOnlyList<string>> Languages { get; } = new("list", Read, TakesParts: true);

    private static string? Read(SettingText text, out IReadOnlyList<string> value)
    {
        string? problem = Kinds.List.Parse(text, out IReadOnlyList<string> names);
        value = [.. names.Select(n => n.ToLowerInvariant())];
        bool isKnown = value.All(TraceGrouping.Names.Contains);
        return problem ?? (isKnown ? null : $"must be a list of {Words.Either(TraceGrouping.Names)}");
    }
}
