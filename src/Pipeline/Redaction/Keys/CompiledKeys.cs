using HintTable = System.Collections.Generic.Dictionary<string, PhiLens.Pipeline.Redaction.Hints>
    .AlternateLookup<System.ReadOnlySpan<char>>;
using PhiLens.Pipeline.Redaction.FieldSets;
using PhiLens.Pipeline.Redaction.FieldSets.Everyday;
using PhiLens.Pipeline.Redaction.Keys.Rules;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>The names and paths of a policy's rules and field sets. Shared by all threads.</summary>
/// <param name="keys">The rules that name keys.</param>
/// <param name="paths">The rules that name paths.</param>
/// <param name="sets">The field sets in use, each with its rule for every <see cref="FieldKind"/>.</param>
internal sealed class CompiledKeys(KeyRules keys, PathRules paths, IReadOnlyList<(IFieldNames Set, int[] Rules)> sets)
    : KeyTable, INameMeanings
{
    private readonly (IFieldNames Set, int[] Rules)[] _sets = [.. sets];
    private readonly EverydayFields _common = new();
    private readonly KeyCache _cache = new();
    private readonly HintTable _anywhere = Keywords.Anywhere.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HintTable _alone = Keywords.Alone.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many names are remembered.</summary>
    internal int Remembered => _cache.Count;

    /// <inheritdoc/>
    internal override bool HasPaths(bool isFhir) =>
        !paths.IsEmpty || Array.Exists(_sets, s => isFhir || !s.Set.IsForFhirOnly);

    /// <inheritdoc/>
    internal override KeyMatch Find(ReadOnlySpan<byte> name)
    {
        KeyEntry? entry = _cache.Find(name);
        return entry is null ? Look(name).Match : entry.Match;
    }

    /// <inheritdoc/>
    internal override int FindPath(in KeyPath path)
    {
        int found = paths.Find(path);
        foreach ((IFieldNames set, int[] rules) in _sets)
        {
            if (path.IsFhir || !set.IsForFhirOnly)
            {
                found = Stronger(found, RuleOf(rules, set.FindPath(path, this)));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public NameMeaning Of(ReadOnlySpan<byte> name)
    {
        KeyEntry? entry = _cache.Find(name);
        return entry is null ? Look(name).Meaning : entry.Meaning;
    }

    private (KeyMatch Match, NameMeaning Meaning) Look(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[NameSplitter.Longest];
        Span<int> starts = stackalloc int[NameSplitter.MostWords];
        SplitName split = NameSplitter.Split(name, text, starts);
        NameMeaning meaning = _common.Find(split);
        KeyMatch match = MatchOf(split);
        int colon = name.LastIndexOf((byte)':');
        if (colon >= 0)
        {
            // The prefix of an XML namespace says nothing about the value.
            split = NameSplitter.Split(name[(colon + 1)..], text, starts);
            KeyMatch local = MatchOf(split);
            match = new KeyMatch(
                Stronger(match.Rule, local.Rule), match.Hints | local.Hints, match.EndsPath || local.EndsPath);
        }

        if (!paths.IsEmpty && !match.EndsPath)
        {
            split = NameSplitter.Split(PathRules.LastStep(name), text, starts);
            match = match with { EndsPath = paths.MayEndWith(split.Text) };
        }

        if (_cache.Takes(name))
        {
            _cache.Add(new KeyEntry(name.ToArray(), match, meaning));
        }

        return (match, meaning);
    }

    private KeyMatch MatchOf(in SplitName name)
    {
        int rule = keys.Find(name.Text);
        int textRule = RuleSet.NoRule;
        bool endsPath = false;
        foreach ((IFieldNames set, int[] rules) in _sets)
        {
            NameMeaning meaning = set.Find(name);
            rule = Stronger(rule, RuleOf(rules, meaning.Kind));
            endsPath |= meaning.KindOfPerson != FieldKind.Count;
            textRule = meaning.Role == NameRole.NamedPerson ? Stronger(textRule, rules[(int)FieldKind.Name]) : textRule;
        }

        return new KeyMatch(rule, HintsOf(name), endsPath) { TextRule = textRule };
    }

    private Hints HintsOf(in SplitName name)
    {
        Hints hints = _alone.TryGetValue(name.Text, out Hints whole) ? whole : Hints.None;
        if (_anywhere.TryGetValue(name.Text, out whole))
        {
            hints |= whole;
        }

        for (int first = 0; first < name.Words; first++)
        {
            int most = Math.Min(name.Words, first + Keywords.MostWords);
            for (int behind = first + 1; behind <= most; behind++)
            {
                hints |= _anywhere.TryGetValue(name.Run(first, behind), out Hints found) ? found : Hints.None;
            }
        }

        return hints;
    }

    private static int RuleOf(int[] rules, FieldKind kind) =>
        kind == FieldKind.Count ? RuleSet.NoRule : rules[(int)kind];

    /// <summary>No rule is -1, and so the greatest of unsigned numbers.</summary>
    private static int Stronger(int one, int other) => (int)Math.Min((uint)one, (uint)other);
}
