namespace PhiLens.Pipeline.Redaction.Keys.Rules;

/// <summary>
/// The rules that name paths. A step is a name, in which stars may stand; <c>*</c> is any one name and <c>**</c> any
/// number of names, none included. A name with dots, as flattened documents have, counts as several steps.
/// </summary>
internal sealed class PathRules
{
    /// <summary>The step that stands for any number of names.</summary>
    internal const string AnyDepth = "**";

    /// <summary>A path with more steps is looked at up to here.</summary>
    private const int MostSteps = 64;

    /// <summary>Names are cut there: no step of a rule is longer.</summary>
    internal const int LongestStep = 64;

    /// <summary>The rules whose last step is a whole name, by it.</summary>
    private readonly Dictionary<string, List<(string[] Steps, int Rule)>> _byEnd = new(StringComparer.Ordinal);

    /// <summary>The others.</summary>
    private readonly List<(string[] Steps, int Rule)> _openEnded = [];

    internal bool IsEmpty => _byEnd.Count + _openEnded.Count == 0;

    /// <summary>Adds a path; rules come in their order.</summary>
    /// <param name="steps">Names as they are compared.</param>
    /// <param name="rule">Its rule.</param>
    internal void Add(string[] steps, int rule)
    {
        List<(string[] Steps, int Rule)>? rules = _openEnded;
        if (!steps[^1].Contains(Glob.Star, StringComparison.Ordinal) && !_byEnd.TryGetValue(steps[^1], out rules))
        {
            _byEnd.Add(steps[^1], rules = []);
        }

        rules.Add((steps, rule));
    }

    /// <summary>Whether a path may end with a name.</summary>
    /// <param name="name">The name as it is compared.</param>
    internal bool MayEndWith(ReadOnlySpan<char> name)
    {
        foreach ((string[] steps, _) in _openEnded)
        {
            if (steps[^1] == AnyDepth || Glob.Matches(steps[^1], name))
            {
                return true;
            }
        }

        return _byEnd.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(name);
    }

    /// <summary>The strongest rule whose path a field has.</summary>
    internal int Find(in KeyPath path)
    {
        if (IsEmpty)
        {
            return RuleSet.NoRule;
        }

        Span<char> text = stackalloc char[MostSteps * LongestStep];
        Span<int> ends = stackalloc int[MostSteps];
        int count = 0;
        for (int i = 0; i < path.Count; i++)
        {
            AddSteps(path[i], text, ends, ref count);
        }

        ends = ends[..count];
        int found = FindIn(_openEnded, text, ends);
        ReadOnlySpan<char> last = count == 0 ? default : text[(count == 1 ? 0 : ends[count - 2])..ends[count - 1]];
        return _byEnd.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(last, out var rules)
            ? RuleSet.Stronger(found, FindIn(rules, text, ends))
            : found;
    }

    private static int FindIn(
        List<(string[] Steps, int Rule)> rules, ReadOnlySpan<char> text, ReadOnlySpan<int> ends)
    {
        foreach ((string[] steps, int rule) in rules)
        {
            if (Matches(steps, text, ends))
            {
                return rule;
            }
        }

        return RuleSet.NoRule;
    }

    /// <summary>The last step of a name that may hold dots.</summary>
    internal static ReadOnlySpan<byte> LastStep(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> trimmed = name.TrimEnd((byte)'.');
        return trimmed[(trimmed.LastIndexOf((byte)'.') + 1)..];
    }

    private static void AddSteps(ReadOnlySpan<byte> name, Span<char> text, Span<int> ends, ref int count)
    {
        Span<char> step = stackalloc char[NameSplitter.Longest];
        Span<int> words = stackalloc int[NameSplitter.MostWords];
        while (!name.IsEmpty && count < MostSteps)
        {
            int dot = name.IndexOf((byte)'.');
            ReadOnlySpan<byte> part = dot < 0 ? name : name[..dot];
            name = dot < 0 ? default : name[(dot + 1)..];
            ReadOnlySpan<char> normal = NameSplitter.Split(part, step, words).Text;
            normal = normal[..Math.Min(normal.Length, LongestStep)];
            int start = count == 0 ? 0 : ends[count - 1];
            normal.CopyTo(text[start..]);
            ends[count++] = start + normal.Length;
        }
    }

    /// <summary>As a pattern with stars, but over steps.</summary>
    private static bool Matches(ReadOnlySpan<string> steps, ReadOnlySpan<char> text, ReadOnlySpan<int> ends)
    {
        int at = 0;
        int inPath = 0;
        int anyDepth = -1;
        int retry = 0;
        while (inPath < ends.Length)
        {
            if (at < steps.Length && steps[at] == AnyDepth)
            {
                (anyDepth, retry) = (at++, inPath);
            }
            else if (at < steps.Length
                && Glob.Matches(steps[at], text[(inPath == 0 ? 0 : ends[inPath - 1])..ends[inPath]]))
            {
                at++;
                inPath++;
            }
            else if (anyDepth >= 0)
            {
                (at, inPath) = (anyDepth + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        while (at < steps.Length && steps[at] == AnyDepth)
        {
            at++;
        }

        return at == steps.Length;
    }
}
