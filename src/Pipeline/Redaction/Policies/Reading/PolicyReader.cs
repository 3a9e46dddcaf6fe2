using System.Text.Unicode;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>Reads a policy document: every rule, or every error.</summary>
internal static class PolicyReader
{
    /// <summary>Reads a document. Never throws, whatever the bytes are.</summary>
    /// <param name="document">JSON in UTF-8.</param>
    /// <param name="sealing">What values can be sealed with; null for nothing.</param>
    internal static PolicyResult Read(ReadOnlySpan<byte> document, ISealingSetup? sealing)
    {
        ReadOnlySpan<byte> text = document.StartsWith("\uFEFF"u8) ? document["\uFEFF"u8.Length..] : document;
        var errors = new PolicyErrors(text.ToArray());
        DocumentNode? root = ReadJson(text, errors);
        if (root is null)
        {
            return new PolicyResult(null, errors.All);
        }

        bool readsBase64 = false;
        DocumentNode? rules = null;
        foreach ((string name, int at, DocumentNode value) in root.Members)
        {
            switch (name)
            {
                case "rules" when rules is null:
                    rules = value;
                    break;
                case "options":
                    readsBase64 |= ReadOptions(value, errors);
                    break;
                case "$schema" when value.Kind == NodeKind.Text:
                    break;
                default:
                    errors.Add(at, "this property is not known here, or stands here twice: a policy has \"rules\" and "
                        + "\"options\"");
                    break;
            }
        }

        List<PolicyRule> read = ReadRules(root, rules, new RuleReader(errors, sealing), errors);
        return errors.Count > 0
            ? new PolicyResult(null, errors.All)
            : new PolicyResult(new RedactionPolicy(read, readsBase64), []);
    }

    private static DocumentNode? ReadJson(ReadOnlySpan<byte> text, PolicyErrors errors)
    {
        if (text.Length > PolicyLimits.Document)
        {
            errors.Add(0, $"the document has more than {PolicyLimits.Document / 1024} KiB");
            return null;
        }

        if (!Utf8.IsValid(text))
        {
            errors.Add(0, "the document is not UTF-8");
            return null;
        }

        DocumentNode? root = DocumentReader.Read(text, out int wrongAt);
        if (root is null)
        {
            errors.Add(wrongAt, "the document is not JSON from here on, or has more levels than a policy");
        }
        else if (root.Kind != NodeKind.Object)
        {
            errors.Add(root.At, "the document must be an object, as {\"rules\":[{\"use\":\"phi\"}]}");
        }

        return root is { Kind: NodeKind.Object } ? root : null;
    }

    private static List<PolicyRule> ReadRules(
        DocumentNode root, DocumentNode? rules, RuleReader reader, PolicyErrors errors)
    {
        if (rules is null || rules.Kind != NodeKind.Array || rules.Items.Count is 0 or > PolicyLimits.Rules)
        {
            errors.Add(
                rules?.At ?? root.At,
                $"\"rules\" must be a list of 1 to {PolicyLimits.Rules} rules; to redact nothing, set the preset to "
                + "off and no policy");
            return [];
        }

        List<PolicyRule> read = [];
        for (int i = 0; i < rules.Items.Count; i++)
        {
            if (reader.Read(rules.Items[i], i + 1) is { } rule)
            {
                read.Add(rule);
            }
        }

        errors.Rule = (0, "");
        return read;
    }

    private static bool ReadOptions(DocumentNode node, PolicyErrors errors)
    {
        if (node.Kind != NodeKind.Object)
        {
            errors.Add(node.At, "\"options\" must be an object, as {\"base64\":true}");
            return false;
        }

        bool isOn = false;
        foreach ((string name, int at, DocumentNode value) in node.Members)
        {
            if (name != "base64" || value.Kind is not (NodeKind.True or NodeKind.False))
            {
                errors.Add(at, "an option must be \"base64\", with true or false");
            }

            isOn |= value.Kind == NodeKind.True;
        }

        return isOn;
    }
}
