using System.Text.Json;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Deploying;

/// <summary>One statement of a policy of IAM or KMS.</summary>
/// <param name="Actions">What it allows.</param>
/// <param name="Resources">On what.</param>
/// <param name="Conditions">The names and values that a request must have, whichever way they are compared.</param>
internal sealed record Statement(
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Conditions)
{
    private const string ContextPrefix = "kms:EncryptionContext:";

    /// <summary>The entries of the encryption context that it asks for.</summary>
    public IReadOnlyDictionary<string, string> Context => Conditions
        .Where(c => c.Key.StartsWith(ContextPrefix, StringComparison.Ordinal))
        .ToDictionary(c => c.Key[ContextPrefix.Length..], c => Assert.Single(c.Value));

    /// <summary>Every statement of a tracked policy; each of them allows.</summary>
    /// <param name="path">The path of the JSON document.</param>
    public static IReadOnlyList<Statement> ReadAll(string path)
    {
        using JsonDocument document = JsonDocument.Parse(TrackedTree.Text(path));
        Assert.Equal("2012-10-17", document.RootElement.GetProperty("Version").GetString());
        return [.. document.RootElement.GetProperty("Statement").EnumerateArray().Select(Read)];
    }

    private static Statement Read(JsonElement statement)
    {
        Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
        IEnumerable<JsonProperty> conditions = statement.TryGetProperty("Condition", out JsonElement condition)
            ? condition.EnumerateObject().SelectMany(comparison => comparison.Value.EnumerateObject())
            : [];
        return new Statement(
            Texts(statement.GetProperty("Action")),
            Texts(statement.GetProperty("Resource")),
            conditions.ToDictionary(c => c.Name, c => Texts(c.Value)));
    }

    private static IReadOnlyList<string> Texts(JsonElement oneOrMore) => oneOrMore.ValueKind == JsonValueKind.Array
        ? [.. oneOrMore.EnumerateArray().Select(e => e.GetString()!)]
        : [oneOrMore.GetString()!];
}
