using HintTable = System.Collections.Generic.Dictionary<string, PhiLens.Pipeline.Redaction.Hints>
    .AlternateLookup<System.ReadOnlySpan<char>>;
using PhiLens.Pipeline.Redaction.FieldSets;
using PhiLens.Pipeline.Redaction.FieldSets.Everyday;
using PhiLens.Pipeline.Redaction.Keys.Rules;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>The names and paths of a policy's rules and field sets. Shared by all threads.</summary>
/// <param name="keys">The rules that name keys.</param>
/// <param name="paths">The rules that name paths.</param>
/// <param name="fhir">The paths that hold in FHIR resources.</param>
/// <param name="kinds">
/// The rule of every <see cref="FieldKind"/> of the set <c>common</c>; null when the policy does not use it.
/// </param>
internal sealed class CompiledKeys(KeyRules keys, PathRules paths, PathRules fhir, int[]? kinds)
    : KeyTable, INameMeanings
{
    private readonly EverydayFields _everyday = new();
    private readonly KeyCache _cache = new();
    private readonly HintTable _anywhere = Keywords.Anywhere.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HintTable _alone = Keywords.Alone.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many names are remembered.</summary>
    internal int Remembered => _cache.Count;

    /// <inheritdoc/>
    internal override bool HasPaths(bool isFhir) =>
        kinds is not null || !paths.IsEmpty || (isFhir && !fhir.IsEmpty);

    /// <inheritdoc/>
    internal override KeyMatch Find(ReadOnlySpan<byte> name)
    {
        KeyEntry? entry = _cache.Find(name);
        return entry is null ? Look(name).Match : entry.Match;
    }

    /// <inheritdoc/>
    internal override ref readonly KeyMatch Find(ReadOnlySpan<byte> name, ref KeyMatch room)
    {
        KeyEntry? entry = _cache.Find(name);
        if (entry is not null)
        {
            return ref entry.Match;
        }

        room = Look(name).Match;
        return ref room;
    }

    /// <inheritdoc/>
    internal override KeyEntry? Recall(ReadOnlySpan<byte> name) => _cache.Find(name);

    /// <inheritdoc/>
    internal override int FindPath(in KeyPath path)
    {
        int found = paths.Find(path);
        if (path.IsFhir)
        {
            found = RuleSet.Stronger(found, fhir.Find(path));
        }

        return kinds is null ? found : RuleSet.Stronger(found, RuleOf(EverydayFields.FindPath(path, this)));
    }

    /// <inheritdoc/>
    public NameMeaning Of(ReadOnlySpan<byte> name)
    {
        KeyEntry? entry = _cache.Find(name);
        return entry is null ? Look(name).Meaning : entry.Meaning;
    }

    private (KeyMatch Match, NameMeaning Meaning) Look(ReadOnlySpan<byte> name)
    {
        if (RedactionToken.LengthAt(name) > 0)
        {
            // A name that was redacted says nothing about its value, although its label is a word that would.
            return (KeyMatch.Nothing, NameMeaning.Nothing);
        }

        Span<char> text = stackalloc char[NameSplitter.Longest];
        Span<int> starts = stackalloc int[NameSplitter.MostWords];
        SplitName split = NameSplitter.Split(name, text, starts);
        NameMeaning meaning = kinds is null ? NameMeaning.Nothing : _everyday.Find(split);
        KeyMatch match = MatchOf(split, meaning);
        int colon = name.LastIndexOf((byte)':');
        if (colon >= 0)
        {
            // The prefix of an XML namespace says nothing about the value.
            split = NameSplitter.Split(name[(colon + 1)..], text, starts);
            KeyMatch local = MatchOf(split, kinds is null ? meaning : _everyday.Find(split));
            match = new KeyMatch(
                RuleSet.Stronger(match.Rule, local.Rule),
                match.Hints | local.Hints,
                match.EndsPath || local.EndsPath)
            {
                TextRule = RuleSet.Stronger(match.TextRule, local.TextRule),
                StaysIn = local.StaysIn,
            };
        }

        if (!match.EndsPath)
        {
            split = NameSplitter.Split(PathRules.LastStep(name), text, starts);
            match = match with { EndsPath = paths.MayEndWith(split.Text) || fhir.MayEndWith(split.Text) };
        }

        if (_cache.Takes(name))
        {
            KeyMatch remembered = match with { IsPlainName = !KeyCache.MayEndInNumber(name) };
            _cache.Add(new KeyEntry(name.ToArray(), remembered, meaning));
        }

        return (match, meaning);
    }

    private KeyMatch MatchOf(in SplitName name, in NameMeaning meaning)
    {
        int rule = RuleSet.Stronger(keys.Find(name.Text), RuleOf(meaning.Kind));
        return new KeyMatch(rule, HintsOf(name), meaning.KindOfPerson != FieldKind.Count)
        {
            TextRule = meaning.Role == NameRole.NamedPerson ? RuleOf(FieldKind.Name) : RuleSet.NoRule,
            StaysIn = meaning.Role == NameRole.StaysInAddress ? RuleOf(FieldKind.Address) : RuleSet.NoRule,
        };
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

    private int RuleOf(FieldKind kind) =>
        kind == FieldKind.Count || kinds is null ? RuleSet.NoRule : kinds[(int)kind];
}
