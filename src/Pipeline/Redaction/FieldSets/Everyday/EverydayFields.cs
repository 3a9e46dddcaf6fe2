using WordSet = System.Collections.Generic.HashSet<string>.AlternateLookup<System.ReadOnlySpan<char>>;
using KindTable = System.Collections.Generic.Dictionary<string, PhiLens.Pipeline.Redaction.FieldSets.FieldKind>
    .AlternateLookup<System.ReadOnlySpan<char>>;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.FieldSets.Everyday;

/// <summary>
/// The set <c>common</c>: how applications name the fields of persons. Names that tell by themselves
/// (<see cref="EverydayWords.Telling"/>) hold alone and behind any other words, as in <c>userLastName</c>. Names that
/// everything has (<see cref="EverydayWords.OfPersons"/>: <c>name</c>, <c>id</c>) hold behind a person's word, as in
/// <c>guarantor_name</c>, and within a person's object, as in <c>"patient":{"name":…}</c>.
/// </summary>
internal sealed class EverydayFields
{
    /// <summary>A shorter telling name counts at the beginning of a word only: <c>gzip</c> is no <c>zip</c>.</summary>
    private const int LongEnough = 8;

    private readonly KindTable _telling = EverydayWords.Telling.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly KindTable _ofPersons = EverydayWords.OfPersons.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordSet _persons = EverydayRoles.Persons.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordSet _named = EverydayRoles.NamedPersons.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordSet _stays = EverydayRoles.StaysInAddress.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordSet _things = EverydayRoles.Things.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordSet _questions = EverydayRoles.Questions.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordSet _qualifiers = EverydayRoles.Qualifiers.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly WordSet _endings = EverydayRoles.Endings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a name says by itself, wherever it stands.</summary>
    internal NameMeaning Find(in SplitName name)
    {
        if (name.Words == 0)
        {
            return NameMeaning.Nothing;
        }

        int end = name.Words;
        FieldKind kind = FindKind(name, end);
        while (kind == FieldKind.Count && end > 1 && IsEnding(name.Run(end - 1, end)))
        {
            kind = FindKind(name, --end);
        }

        FieldKind ofPerson = FieldKind.Count;
        if (kind == FieldKind.Count)
        {
            ofPerson = KindOfPerson(name);
        }

        return new NameMeaning(kind, ofPerson, RoleOf(name));
    }

    /// <summary>What a field holds, as its path tells.</summary>
    /// <param name="path">The names on the way to it.</param>
    /// <param name="meanings">Tells what each of the names says by itself.</param>
    /// <returns>The kind; <see cref="FieldKind.Count"/> for none.</returns>
    internal static FieldKind FindPath(in KeyPath path, INameMeanings meanings)
    {
        if (path.Count < 2)
        {
            return FieldKind.Count;
        }

        FieldKind kind = meanings.Of(path[path.Count - 1]).KindOfPerson;
        NameRole role = NameRole.Unknown;
        for (int i = path.Count - 2; i >= 0 && kind != FieldKind.Count && role == NameRole.Unknown; i--)
        {
            role = meanings.Of(path[i]).Role;
        }

        return role is NameRole.Person or NameRole.NamedPerson ? kind : FieldKind.Count;
    }

    /// <summary>What the first words of a name say, up to an end.</summary>
    private FieldKind FindKind(in SplitName name, int end)
    {
        ReadOnlySpan<char> whole = name.Run(0, end);
        if (_telling.TryGetValue(whole, out FieldKind kind))
        {
            return kind;
        }

        if (_questions.Contains(name.Run(0, 1)))
        {
            return FieldKind.Count;
        }

        for (int start = 1; start < end; start++)
        {
            ReadOnlySpan<char> run = name.Run(start, end);
            if (_telling.TryGetValue(run, out kind)
                || (_ofPersons.TryGetValue(run, out kind) && IsBehindPerson(name, start)))
            {
                return kind;
            }
        }

        return FindWithoutWords(whole);
    }

    /// <summary>For names that do not show their words: <c>patientname</c>, <c>userlastname</c>.</summary>
    private FieldKind FindWithoutWords(ReadOnlySpan<char> name)
    {
        for (int start = 1; start < name.Length - 1; start++)
        {
            ReadOnlySpan<char> rest = name[start..];
            bool isTelling = _telling.TryGetValue(rest, out FieldKind kind);
            if (isTelling && (rest.Length >= LongEnough || IsPerson(name[..start])))
            {
                return kind;
            }

            if (!isTelling && _ofPersons.TryGetValue(rest, out kind) && IsPerson(name[..start]))
            {
                return kind;
            }
        }

        return FieldKind.Count;
    }

    private FieldKind KindOfPerson(in SplitName name)
    {
        for (int end = name.Words; end > 0; end--)
        {
            if (_ofPersons.TryGetValue(name.Run(0, end), out FieldKind kind))
            {
                return kind;
            }

            if (!IsEnding(name.Run(end - 1, end)))
            {
                break;
            }
        }

        return IsQualified(name, out FieldKind qualified) ? qualified : FieldKind.Count;
    }

    private bool IsQualified(in SplitName name, out FieldKind kind)
    {
        int start = 0;
        while (start < name.Words - 1 && _qualifiers.Contains(name.Run(start, start + 1)))
        {
            start++;
        }

        kind = FieldKind.Count;
        return start > 0 && _ofPersons.TryGetValue(name.Run(start, name.Words), out kind);
    }

    /// <summary>Whether the words before one name a person, also with words such as <c>home</c> between.</summary>
    private bool IsBehindPerson(in SplitName name, int behind)
    {
        while (behind > 1 && _qualifiers.Contains(name.Run(behind - 1, behind)))
        {
            behind--;
        }

        for (int start = behind - 1; start >= 0; start--)
        {
            if (IsPerson(name.Run(start, behind)))
            {
                return true;
            }
        }

        return false;
    }

    private NameRole RoleOf(in SplitName name)
    {
        if (_stays.Contains(name.Text))
        {
            return NameRole.StaysInAddress;
        }

        int end = name.Words;
        while (end > 1 && IsEnding(name.Run(end - 1, end)))
        {
            end--;
        }

        for (int start = 0; start < end; start++)
        {
            ReadOnlySpan<char> run = name.Run(start, end);
            if (IsPerson(run))
            {
                return _named.Contains(run) ? NameRole.NamedPerson : NameRole.Person;
            }

            if (_things.Contains(Singular(run)))
            {
                return NameRole.Thing;
            }
        }

        return NameRole.Unknown;
    }

    private bool IsPerson(ReadOnlySpan<char> words) =>
        _persons.Contains(Singular(words)) || _persons.Contains(words);

    private bool IsEnding(ReadOnlySpan<char> word) => char.IsAsciiDigit(word[0]) || _endings.Contains(word);

    private static ReadOnlySpan<char> Singular(ReadOnlySpan<char> words) =>
        words.Length > 3 && words[^1] == 's' && words[^2] != 's' ? words[..^1] : words;
}
