namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>What may follow <c>(?</c>.</summary>
internal static class RubyGroupKinds
{
    private static readonly (string Start, string Name)[] Impossible =
    [
        ("<=", "lookbehind, (?<=…)"),
        ("<!", "lookbehind, (?<!…)"),
        ("=", "lookahead, (?=…)"),
        ("!", "lookahead, (?!…)"),
        (">", "an atomic group, (?>…)"),
        ("~", "an absence operator, (?~…)"),
        ("(", "a conditional, (?(…)…)"),
    ];

    /// <summary>The name of a group that cannot be translated, or null.</summary>
    /// <param name="cursor">Stands after the <c>(?</c>.</param>
    public static string? Refused(RubyCursor cursor) =>
        Impossible.FirstOrDefault(kind => cursor.TryTake(kind.Start)).Name;

    /// <summary>Takes the name of a group and its end.</summary>
    /// <param name="cursor">Stands after the sign that begins the name.</param>
    public static bool TakeName(RubyCursor cursor) =>
        cursor.TakeDigits(64, static c => char.IsLetterOrDigit(c) || c == '_').Length > 0
        && (cursor.TryTake(">") || cursor.TryTake("'"));

    /// <summary>Takes options, as <c>i</c> or <c>m-x</c>; false, with the cursor's problem set, if none.</summary>
    /// <param name="cursor">Stands after the <c>(?</c>.</param>
    /// <param name="before">The options so far.</param>
    /// <param name="flags">The options from here.</param>
    public static bool TryTakeFlags(RubyCursor cursor, RubyFlags before, out RubyFlags flags)
    {
        flags = before;
        bool isOn = true;
        while (cursor.Peek is not (':' or ')'))
        {
            char letter = cursor.Take();
            if (letter == '-')
            {
                isOn = false;
            }
            else if (!flags.TryWith(letter, isOn, out flags))
            {
                cursor.Refuse("a kind of group or an option that is not known here");
                return false;
            }
        }

        return true;
    }
}
