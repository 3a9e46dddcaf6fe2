using System.Text;
using PhiLens.Pipeline.Redaction.FieldSets;

namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>The words of the policy language.</summary>
internal static class PolicyWords
{
    /// <summary>The only word that <c>use</c> takes.</summary>
    internal const string Preset = "phi";

    /// <summary>Actions.</summary>
    internal static IReadOnlyDictionary<string, RedactionAction> Actions { get; } =
        Enum.GetValues<RedactionAction>().ToDictionary(NameOf);

    /// <summary>Detectors.</summary>
    internal static IReadOnlyDictionary<string, Detector> Detectors { get; } =
        Enum.GetValues<Detector>().Where(d => d != Detector.Count).ToDictionary(d => Hyphenated(d.ToString()));

    /// <summary>Field sets.</summary>
    internal static IReadOnlyDictionary<string, FieldSet> FieldSets { get; } = new Dictionary<string, FieldSet>
    {
        ["common"] = FieldSet.Common,
        ["fhir-r4"] = FieldSet.FhirR4,
        ["hl7-v2"] = FieldSet.Hl7V2,
        ["x12"] = FieldSet.X12,
        ["cda"] = FieldSet.Cda,
    };

    /// <summary>Ways to select.</summary>
    internal static IReadOnlyDictionary<string, Selector> Selectors { get; } =
        Enum.GetValues<Selector>().ToDictionary(s => Hyphenated(s.ToString()));

    /// <summary>The word of an action.</summary>
    internal static string NameOf(RedactionAction action) => action switch
    {
        RedactionAction.Zip3 => "zip3",
        RedactionAction.Age90 => "age90",
        _ => Hyphenated(action.ToString()),
    };

    /// <summary>Words to choose from: <c>a, b or c</c>.</summary>
    internal static string Either(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    private static string Hyphenated(string name)
    {
        var text = new StringBuilder(name.Length + 2);
        foreach (char next in name)
        {
            if (char.IsAsciiLetterUpper(next) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(next));
        }

        return text.ToString();
    }
}
