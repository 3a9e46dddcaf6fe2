namespace PhiLens.Repository.Tests.Tree;

/// <summary>Turns the complaints of a rule into one readable failure.</summary>
internal static class Rule
{
    /// <summary>Fails with every complaint, each on a line of its own.</summary>
    /// <param name="rule">The rule in one sentence, with its reason.</param>
    /// <param name="complaints">What breaks it, each beginning with a path.</param>
    public static void Holds(string rule, IEnumerable<string> complaints)
    {
        string[] all = [.. complaints];
        Assert.True(all.Length == 0, $"{rule}\n  {string.Join("\n  ", all)}");
    }
}
