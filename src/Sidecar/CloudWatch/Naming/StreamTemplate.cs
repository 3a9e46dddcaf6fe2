using System.Collections.Frozen;
using System.Text;

namespace PhiLens.Sidecar.CloudWatch.Naming;

/// <summary>
/// The name of a log group or stream with placeholders in braces. What it renders is always a legal name: illegal
/// characters of a value become <c>_</c>, and a name that is too long is cut. There is no way to write a brace itself:
/// none is legal in a group, and in a stream nobody needs one.
/// </summary>
internal sealed class StreamTemplate
{
    /// <summary>The longest name of a group or stream, in characters (CreateLogGroup, CreateLogStream).</summary>
    public const int MaxNameLength = LegalName.MaxLength;

    /// <summary>What stands for a character of a value that a name must not have.</summary>
    private const char Illegal = '_';

    private static readonly FrozenDictionary<string, Func<StreamNameValues, string>> Placeholders =
        new Dictionary<string, Func<StreamNameValues, string>>
        {
            ["container"] = static values => values.Container,
            ["stream"] = static values => values.Stream,
            ["tag"] = static values => values.Tag,
            ["task_id"] = static values => values.TaskId,
            ["cluster"] = static values => values.Cluster,
            ["family"] = static values => values.Family,
            ["revision"] = static values => values.Revision,
            ["hostname"] = static values => values.HostName,
        }.ToFrozenDictionary();

    private readonly StreamTemplateKind _kind;
    private readonly List<StreamTemplatePart> _parts;

    private StreamTemplate(StreamTemplateKind kind, List<StreamTemplatePart> parts)
    {
        _kind = kind;
        _parts = parts;
    }

    /// <summary>Reads a template.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="kind">What it names.</param>
    /// <returns>The template, or every error at once.</returns>
    public static StreamTemplateResult Parse(string text, StreamTemplateKind kind)
    {
        string setting = kind == StreamTemplateKind.Group
            ? "PHILENS_CLOUDWATCH__LOGGROUP"
            : "PHILENS_CLOUDWATCH__LOGSTREAM";
        var parts = new List<StreamTemplatePart>();
        var errors = new List<string>();
        if (text.Length == 0)
        {
            errors.Add("must not be empty");
        }

        if (text.Length > MaxNameLength)
        {
            errors.Add($"must not be longer than {MaxNameLength} characters");
        }

        int at = 0;
        while (at < text.Length && at >= 0)
        {
            at = text[at] == '{'
                ? ReadPlaceholder(text, at, parts, errors)
                : ReadLiteral(text, at, kind, (parts, errors));
        }

        return errors.Count == 0
            ? new StreamTemplateResult(new StreamTemplate(kind, parts), [])
            : new StreamTemplateResult(null, [.. errors.Distinct().Select(error => $"{setting} {error}.")]);
    }

    /// <summary>The name for some values: legal, and 1 to <see cref="MaxNameLength"/> characters long.</summary>
    /// <param name="values">What the placeholders stand for.</param>
    public string Render(StreamNameValues values)
    {
        var name = new StringBuilder();
        foreach (StreamTemplatePart part in _parts)
        {
            if (part.Value is null)
            {
                name.Append(part.Text);
            }
            else
            {
                LegalName.Append(name, part.Value(values), _kind, Illegal);
            }
        }

        return LegalName.Cut(name);
    }

    private static int ReadPlaceholder(
        string text, int at, List<StreamTemplatePart> parts, List<string> errors)
    {
        int end = text.IndexOf('}', at);
        if (end < 0)
        {
            errors.Add("has a { without its }");
            return -1;
        }

        string name = text[(at + 1)..end];
        if (Placeholders.TryGetValue(name, out Func<StreamNameValues, string>? value))
        {
            parts.Add(new StreamTemplatePart("", value));
        }
        else
        {
            IEnumerable<string> known = Placeholders.Keys.Order(StringComparer.Ordinal).Select(key => $"{{{key}}}");
            errors.Add($"has the unknown placeholder {{{name}}}; known are {string.Join(' ', known)}");
        }

        return end + 1;
    }

    private static int ReadLiteral(
        string text, int at, StreamTemplateKind kind, (List<StreamTemplatePart> Parts, List<string> Errors) output)
    {
        int end = text.IndexOf('{', at);
        end = end < 0 ? text.Length : end;
        string literal = text[at..end];
        foreach (char c in literal)
        {
            if (c == '}')
            {
                output.Errors.Add("has a } without its {");
            }
            else if (!LegalName.IsLegal(c, kind))
            {
                output.Errors.Add($"has the character {Show(c)}, which a name must not have");
            }
        }

        output.Parts.Add(new StreamTemplatePart(literal, null));
        return end;
    }

    private static string Show(char c) => char.IsControl(c) ? $"U+{(int)c:X4}" : $"'{c}'";
}
