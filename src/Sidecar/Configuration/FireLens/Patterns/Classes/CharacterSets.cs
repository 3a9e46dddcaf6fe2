namespace PhiLens.Sidecar.Configuration.FireLens.Patterns.Classes;

/// <summary>
/// The sets of characters that Onigmo's Ruby syntax has by name. <c>\d \s \w \h</c> are ASCII there; the names in
/// brackets, as <c>[[:alpha:]]</c>, and the properties, as <c>\p{Alpha}</c>, are Unicode (Onigmo, doc/RE, sections 3
/// and 6). Not handled: scripts and binary properties, which .NET does not have.
/// </summary>
internal static class CharacterSets
{
    // Source: the Unicode Standard, table 4-4, "General Category".
    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
    ];

    private static readonly Dictionary<char, CharacterSet> Escapes = new()
    {
        ['d'] = new("0-9", @"\x00-/:-\uFFFF"),
        ['s'] = new(@"\x09-\x0D\x20", @"\x00-\x08\x0E-\x1F!-\uFFFF"),
        ['w'] = new("0-9A-Z_a-z", @"\x00-/:-@\x5B-\x5E`\x7B-\uFFFF"),
        ['h'] = new("0-9A-Fa-f", @"\x00-/:-@G-`g-\uFFFF"),
    };

    private static readonly Dictionary<string, CharacterSet> Brackets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alnum"] = OfCategories("L", "M", "Nd"),
        ["alpha"] = OfCategories("L", "M"),
        ["ascii"] = new(@"\x00-\x7F", @"\x80-\uFFFF"),
        ["blank"] = new(@"\p{Zs}\x09", OfCategories("Zs", "Cc").Outside + @"\x00-\x08\x0A-\x1F\x7F-\x9F"),
        ["cntrl"] = OfCategories("C"),
        ["digit"] = OfCategories("Nd"),
        ["graph"] = OfCategories("L", "M", "N", "P", "S", "Cf", "Co"),
        ["lower"] = OfCategories("Ll"),
        ["print"] = OfCategories("L", "M", "N", "P", "S", "Cf", "Co", "Zs"),
        ["punct"] = new(@"\p{P}$+<=>\x5E`|~", null),
        ["space"] = new(
            @"\p{Z}\x09-\x0D\x85", OfCategories("Z", "Cc").Outside + @"\x00-\x08\x0E-\x1F\x7F-\x84\x86-\x9F"),
        ["upper"] = OfCategories("Lu"),
        ["word"] = OfCategories("L", "M", "Nd", "Pc"),
        ["xdigit"] = Escapes['h'],
    };

    /// <summary>The set of <c>\d</c>, <c>\s</c>, <c>\w</c>, <c>\h</c> or their capitals, or null.</summary>
    /// <param name="letter">The letter after the backslash.</param>
    public static string? OfEscape(char letter) =>
        Escapes.GetValueOrDefault(char.ToLowerInvariant(letter))?.Text(char.IsAsciiLetterUpper(letter));

    /// <summary>The set of a POSIX bracket, as <c>alpha</c> or <c>^alpha</c>, or null.</summary>
    /// <param name="name">The name between the colons.</param>
    public static string? OfBracket(string name)
    {
        bool isNegated = name.StartsWith('^');
        return Brackets.GetValueOrDefault(isNegated ? name[1..] : name)?.Text(isNegated);
    }

    /// <summary>The set of a property, as <c>Alpha</c>, <c>Lu</c> or <c>^Lu</c>, or null.</summary>
    /// <param name="name">The name between the braces.</param>
    /// <param name="isNegated">Whether it was written with a capital P.</param>
    public static string? OfProperty(string name, bool isNegated)
    {
        bool hasCaret = name.StartsWith('^');
        string plain = hasCaret ? name[1..] : name;
        CharacterSet? set = Brackets.GetValueOrDefault(plain) ?? OfCategory(plain);
        return set?.Text(isNegated != hasCaret);
    }

    private static CharacterSet? OfCategory(string name)
    {
        string category = name.Length is 1 or 2
            ? char.ToUpperInvariant(name[0]) + name[1..].ToLowerInvariant()
            : "";
        bool isKnown = category.Length > 0 && Categories.Any(c => c.StartsWith(category, StringComparison.Ordinal));
        return isKnown ? OfCategories(category) : null;
    }

    private static CharacterSet OfCategories(params string[] names)
    {
        ILookup<bool, string> split = Categories.ToLookup(
            c => names.Any(n => c.StartsWith(n, StringComparison.Ordinal)));
        return new CharacterSet(Join(split[true]), Join(split[false]));
    }

    private static string Join(IEnumerable<string> categories) => string.Concat(categories.Select(c => $@"\p{{{c}}}"));
}
