using System.Text;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Keys.Rules;
using PhiLens.Pipeline.Redaction.Patterns;

namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>Reads what a rule selects, and keeps the whole document within its bounds.</summary>
/// <param name="errors">Takes the errors.</param>
internal sealed class SelectionReader(PolicyErrors errors)
{
    private int _keys;
    private int _keysWithStars;
    private int _paths;
    private int _patterns;
    private int _values;

    /// <summary>Reads the value of a selecting property.</summary>
    internal IReadOnlyList<string> Read(Selector selector, DocumentNode node, out ValuePattern? pattern)
    {
        pattern = null;
        switch (selector)
        {
            case Selector.Key:
                return ReadList(node, CheckKey);
            case Selector.Path:
                return ReadList(node, CheckPath);
            case Selector.Value:
                return ReadList(node, CheckValue);
            case Selector.Detector:
                return ReadList(node, text => CheckWord(text, PolicyWords.Detectors.Keys));
            case Selector.Fields:
                return ReadWord(node, PolicyWords.FieldSets.Keys);
            case Selector.Use:
                return ReadWord(node, [PolicyWords.Preset]);
            default:
                return ReadPattern(node, out pattern);
        }
    }

    /// <summary>Reads a text, or a list of texts that is not empty.</summary>
    /// <param name="node">The value.</param>
    /// <param name="check">Gives what is wrong with a text, to be read behind "it"; null when nothing is.</param>
    internal List<string> ReadList(DocumentNode node, Func<string, string?> check)
    {
        List<DocumentNode> items = node.Kind == NodeKind.Array ? node.Items : [node];
        if (items.Count is 0 or > PolicyLimits.List)
        {
            errors.Add(node.At, $"a list must hold from 1 to {PolicyLimits.List} texts");
        }

        List<string> read = [];
        foreach (DocumentNode item in items.Take(PolicyLimits.List))
        {
            string? wrong = item.Kind == NodeKind.Text ? check(item.Text) : "must be a text";
            if (wrong is not null)
            {
                errors.Add(item.At, $"it {wrong}");
            }
            else
            {
                read.Add(item.Text);
            }
        }

        return read;
    }

    private List<string> ReadWord(DocumentNode node, IEnumerable<string> words)
    {
        if (node.Kind == NodeKind.Text && words.Contains(node.Text))
        {
            return [node.Text];
        }

        errors.Add(node.At, $"it must be {PolicyWords.Either(words)}");
        return [];
    }

    private List<string> ReadPattern(DocumentNode node, out ValuePattern? pattern)
    {
        pattern = null;
        string? wrong = node.Kind != NodeKind.Text || node.Text.Length is 0 or > PolicyLimits.PatternLength
            ? $"must be a text of 1 to {PolicyLimits.PatternLength} characters"
            : ++_patterns > PolicyLimits.Patterns
                ? $"is one expression too many: a policy has at most {PolicyLimits.Patterns}"
                : null;
        if (wrong is not null)
        {
            errors.Add(node.At, $"the expression {wrong}");
            return [];
        }

        if (ValuePattern.TryRead(node.Text, out pattern) is { } unread)
        {
            errors.Add(node.At, $"the expression cannot be used: {unread}");
            return [];
        }

        return [node.Text];
    }

    private string? CheckKey(string text)
    {
        if (PolicyNames.IsPrintable(text, PolicyLimits.Text) is { } wrong)
        {
            return wrong;
        }

        string name = Normalise(text);
        bool hasStar = name.Contains(Glob.Star, StringComparison.Ordinal);
        _keys++;
        _keysWithStars += hasStar ? 1 : 0;
        return name.Trim(Glob.Star).Length == 0
            ? "must hold a letter or digit: stars and marks alone would take every field"
            : _keys > PolicyLimits.Keys || _keysWithStars > PolicyLimits.KeysWithStars
                ? $"is one key too many: a policy has at most {PolicyLimits.Keys}, {PolicyLimits.KeysWithStars} of them "
                    + "with stars"
                : null;
    }

    private string? CheckPath(string text)
    {
        if (PolicyNames.IsPrintable(text, PolicyLimits.Text) is { } wrong)
        {
            return wrong;
        }

        string[] steps = text.Split('.');
        if (++_paths > PolicyLimits.Paths || steps.Length > PolicyLimits.Steps)
        {
            return $"is too much: a policy has at most {PolicyLimits.Paths} paths of {PolicyLimits.Steps} names each";
        }

        bool isWhole = steps.All(s => s.All(c => c == Glob.Star) ? s.Length is 1 or 2 : Normalise(s).Length > 0);
        return !isWhole
            ? "must be names with a dot between them, where * stands for any one name and ** for any number of names"
            : steps.Any(s => Normalise(s).Length > PathRules.LongestStep)
                ? $"has a name of more than {PathRules.LongestStep} characters"
                : steps.All(s => s.All(c => c == Glob.Star))
                    ? "must hold a name: stars alone would take every field"
                    : null;
    }

    private string? CheckValue(string text) => text.Length is 0 or > PolicyLimits.ValueLength
        ? $"must be from 1 to {PolicyLimits.ValueLength} characters"
        : ++_values > PolicyLimits.Values ? $"is one text too many: a policy has at most {PolicyLimits.Values}" : null;

    private static string? CheckWord(string text, IEnumerable<string> words) =>
        words.Contains(text) ? null : $"must be {PolicyWords.Either(words)}";

    private static string Normalise(string text) => NameSplitter.Normalise(Encoding.UTF8.GetBytes(text));
}
