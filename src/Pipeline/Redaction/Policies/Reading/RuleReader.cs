using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction.Patterns;

namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>Reads one rule, and notes everything that is wrong with it.</summary>
/// <param name="errors">Takes the errors.</param>
/// <param name="sealing">What values can be sealed with; null for nothing.</param>
internal sealed class RuleReader(PolicyErrors errors, ISealingSetup? sealing)
{
    /// <summary>What a rule may have.</summary>
    internal static readonly string[] Properties =
    [
        .. PolicyWords.Selectors.Keys, "action", "keep", "scope", "name", "containers", "streams",
    ];

    private readonly SelectionReader _selections = new(errors);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads a rule.</summary>
    /// <param name="node">The rule.</param>
    /// <param name="number">Its place among the rules, from 1.</param>
    /// <returns>The rule; null when something is wrong with it.</returns>
    internal PolicyRule? Read(DocumentNode node, int number)
    {
        int before = errors.Count;
        errors.Rule = (number, "");
        if (node.Kind != NodeKind.Object)
        {
            errors.Add(node.At, "a rule must be an object, as {\"key\":\"mrn\",\"action\":\"erase\"}");
            return null;
        }

        Dictionary<string, DocumentNode> properties = PropertiesOf(node);
        string name = ReadName(properties.GetValueOrDefault("name"));
        errors.Rule = (number, name);
        NoteUnknown(node);
        PolicyRule? rule = ReadSelection(node, properties, number);
        if (rule is null)
        {
            return null;
        }

        RedactionAction? action = ReadAction(node, properties, rule.Selector);
        rule = rule with
        {
            Name = name,
            Action = action,
            Keep = ReadKeep(properties.GetValueOrDefault("keep"), action),
            Scope = ReadScope(properties.GetValueOrDefault("scope"), action),
            Containers = ReadGlobs(properties.GetValueOrDefault("containers")),
            Streams = ReadGlobs(properties.GetValueOrDefault("streams")),
        };
        NoteNameRules(node, properties, rule);
        return errors.Count == before ? rule : null;
    }

    private static Dictionary<string, DocumentNode> PropertiesOf(DocumentNode node)
    {
        var properties = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        foreach ((string name, _, DocumentNode value) in node.Members)
        {
            properties.TryAdd(name, value);
        }

        return properties;
    }

    private void NoteUnknown(DocumentNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, int at, _) in node.Members)
        {
            if (!Properties.Contains(name))
            {
                string known = Nearest.To(name, Properties) is { } near
                    ? $"did you mean \"{near}\"?"
                    : $"a rule has {PolicyWords.Either(Properties)}";
                errors.Add(at, $"this property is not known: {known}");
            }
            else if (!seen.Add(name))
            {
                errors.Add(at, $"\"{name}\" stands here twice: leave one out");
            }
        }
    }

    private PolicyRule? ReadSelection(DocumentNode node, Dictionary<string, DocumentNode> properties, int number)
    {
        string[] selectors = [.. PolicyWords.Selectors.Keys.Where(properties.ContainsKey)];
        if (selectors.Length != 1)
        {
            string have = selectors.Length == 0 ? "selects nothing" : $"has {PolicyWords.Either(selectors)} at once";
            errors.Add(node.At, $"a rule {have}: give it one of {PolicyWords.Either(PolicyWords.Selectors.Keys)}");
            return null;
        }

        Selector selector = PolicyWords.Selectors[selectors[0]];
        DocumentNode value = properties[selectors[0]];
        IReadOnlyList<string> selected = _selections.Read(selector, value, out ValuePattern? pattern);
        return new PolicyRule { Number = number, Selector = selector, Selected = selected, Pattern = pattern };
    }

    private RedactionAction? ReadAction(
        DocumentNode rule, Dictionary<string, DocumentNode> properties, Selector selector)
    {
        if (!properties.TryGetValue("action", out DocumentNode? node))
        {
            if (selector is not (Selector.Fields or Selector.Use))
            {
                string actions = PolicyWords.Either(PolicyWords.Actions.Keys);
                errors.Add(rule.At, $"the action is missing: give one of {actions}");
            }

            return null;
        }

        if (selector == Selector.Use)
        {
            errors.Add(node.At, "\"use\" takes no action: the rules of the preset have their own");
        }
        else if (node.Kind != NodeKind.Text || !PolicyWords.Actions.ContainsKey(node.Text))
        {
            errors.Add(node.At, $"the action must be {PolicyWords.Either(PolicyWords.Actions.Keys)}");
        }
        else
        {
            return Check(PolicyWords.Actions[node.Text], node, selector);
        }

        return null;
    }

    private RedactionAction Check(RedactionAction action, DocumentNode node, Selector selector)
    {
        if (selector == Selector.Value && action != RedactionAction.Allow)
        {
            errors.Add(
                node.At, "\"value\" makes exceptions and takes \"allow\" only: to remove a text use \"pattern\"");
        }

        if (action == RedactionAction.Encrypt && sealing is not { CanEncrypt: true })
        {
            errors.Add(node.At, "\"encrypt\" needs a key: set ENCRYPTION__KMSKEYID");
        }
        else if (action == RedactionAction.Pseudonym && sealing is not { CanPseudonymise: true })
        {
            errors.Add(node.At, "\"pseudonym\" needs a root key: set ENCRYPTION__PSEUDONYMKEY");
        }

        return action;
    }

    private int ReadKeep(DocumentNode? node, RedactionAction? action)
    {
        if (node is null)
        {
            return 0;
        }

        if (action != RedactionAction.Mask)
        {
            errors.Add(node.At, "\"keep\" goes with the action \"mask\" only");
        }
        else if (node.Number is not (>= 0 and <= PolicyLimits.Keep))
        {
            errors.Add(node.At, $"\"keep\" must be a whole number from 0 to {PolicyLimits.Keep}");
        }

        return node.Number ?? 0;
    }

    private int ReadScope(DocumentNode? node, RedactionAction? action)
    {
        bool isEncrypted = action == RedactionAction.Encrypt;
        if (node is not null && !isEncrypted)
        {
            errors.Add(node.At, "\"scope\" goes with the action \"encrypt\" only");
        }
        else if (node is not null && !PolicyNames.IsName(node))
        {
            errors.Add(node.At, $"\"scope\" must be {PolicyNames.Rule}");
        }

        return isEncrypted && sealing is { CanEncrypt: true } ? sealing.ScopeOf(node?.Text ?? "") : 0;
    }

    private string ReadName(DocumentNode? node)
    {
        if (node is null)
        {
            return "";
        }

        if (!PolicyNames.IsName(node))
        {
            errors.Add(node.At, $"\"name\" must be {PolicyNames.Rule}");
            return "";
        }

        return node.Text;
    }

    private void NoteNameRules(DocumentNode rule, Dictionary<string, DocumentNode> properties, PolicyRule read)
    {
        DocumentNode? node = properties.GetValueOrDefault("name");
        if (node is null && read.Selector == Selector.Pattern)
        {
            errors.Add(rule.At, "a rule with \"pattern\" needs a \"name\", which stands in place of what it finds");
        }
        else if (node is not null && read.Selector == Selector.Use)
        {
            errors.Add(node.At, "\"use\" takes no name: the rules of the preset have their own");
        }
        else if (read.Name.Length > 0 && !_names.Add(read.Name))
        {
            errors.Add(node!.At, "another rule has this name: names must differ");
        }
    }

    private List<string> ReadGlobs(DocumentNode? node) =>
        node is null ? [] : _selections.ReadList(node, text => PolicyNames.IsPrintable(text, PolicyLimits.Text))
            .ConvertAll(text => text.ToLowerInvariant());
}
