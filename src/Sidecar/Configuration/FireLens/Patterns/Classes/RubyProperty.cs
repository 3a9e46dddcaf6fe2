namespace PhiLens.Sidecar.Configuration.FireLens.Patterns.Classes;

/// <summary>Translates <c>\p{Name}</c>.</summary>
internal static class RubyProperty
{
    /// <summary>Reads the name and gives the set, or null with the cursor's problem set.</summary>
    /// <param name="cursor">Stands after the <c>p</c>.</param>
    /// <param name="letter"><c>p</c>, or <c>P</c> for the opposite.</param>
    public static string? Read(RubyCursor cursor, char letter)
    {
        string? set = cursor.TryTake("{") && cursor.TakeUntil('}') is { } name
            ? CharacterSets.OfProperty(name, letter == 'P')
            : null;
        if (set is null)
        {
            cursor.Refuse(@"a property \p{…} that is not known here");
        }

        return set;
    }
}
