using System.Text;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

/// <summary>Damages texts: cuts, doubles, swaps and overwrites, always the same for a seed.</summary>
internal static class Mutation
{
    private const string Signs = "|^~\\&*:<>\"'{}[]@#\r\n\t /=.-0A\u000B\u001C\u00E9";

    internal static string Of(string text, Random random)
    {
        var mutant = new StringBuilder(text);
        for (int i = random.Next(6); i >= 0 && mutant.Length > 0; i--)
        {
            int at = random.Next(mutant.Length);
            int length = Math.Min(random.Next(40), mutant.Length - at);
            _ = random.Next(5) switch
            {
                0 => mutant.Remove(at, length),
                1 => mutant.Insert(at, mutant.ToString(at, length)),
                2 => mutant.Remove(at, mutant.Length - at),
                3 => mutant.Insert(at, Signs[random.Next(Signs.Length)]),
                _ => mutant.Replace(mutant[at], Signs[random.Next(Signs.Length)], at, 1),
            };
        }

        return mutant.ToString();
    }
}
