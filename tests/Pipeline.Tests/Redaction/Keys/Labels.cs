using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction.Keys;

/// <summary>Asks for the label of the rule that a name or path has.</summary>
internal static class Labels
{
    /// <summary>The label of the rule by name; empty for none.</summary>
    public static string OfKey(RuleSet rules, string name) =>
        Of(rules, rules.Keys.Find(Encoding.UTF8.GetBytes(name)).Rule);

    /// <summary>The label of the rule by path; empty for none.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="path">Names with dots between them.</param>
    public static string OfPath(RuleSet rules, string path) => OfPath(rules, path.Split('.'));

    /// <summary>The label of the rule by path; empty for none.</summary>
    public static string OfPath(RuleSet rules, string[] names, bool isFhir = false)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(names));
        var places = new (int Start, int End)[names.Length];
        int at = 0;
        for (int i = 0; i < names.Length; i++)
        {
            places[i] = (at, at += Encoding.UTF8.GetByteCount(names[i]));
        }

        return Of(rules, rules.Keys.FindPath(new KeyPath(text, places, isFhir)));
    }

    private static string Of(RuleSet rules, int rule) => rule == RuleSet.NoRule ? "" : rules.Rules[rule].Label;
}
