using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Policies;
using PhiLens.Pipeline.Redaction.Policies.Reading;

namespace PhiLens.Pipeline.Tests.Redaction.Policies;

/// <summary>Holds the schema, the document about the language, and the reader together.</summary>
public sealed partial class SchemaTests
{
    private static readonly string Docs = Path.Combine(Root(), "docs");

    private static readonly JsonElement Schema =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Docs, "redaction-policy.schema.json"))).RootElement;

    private static readonly JsonElement Rule = Schema.GetProperty("$defs").GetProperty("rule").GetProperty("properties");

    [Fact]
    public void The_schema_has_the_words_of_the_reader()
    {
        Assert.Equal(RuleReader.Properties.Order(), Rule.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(PolicyWords.Actions.Keys, Words(Rule.GetProperty("action")));
        Assert.Equal(PolicyWords.FieldSets.Keys, Words(Rule.GetProperty("fields")));
        Assert.Equal(PolicyWords.Detectors.Keys, Words(Rule.GetProperty("detector").GetProperty("oneOf")[0]));
        Assert.Equal(PolicyWords.Preset, Rule.GetProperty("use").GetProperty("const").GetString());
    }

    [Fact]
    public void The_schema_has_the_bounds_of_the_reader()
    {
        Assert.Equal(PolicyLimits.Rules, Schema.GetProperty("properties").GetProperty("rules").GetProperty("maxItems").GetInt32());
        Assert.Equal(PolicyLimits.PatternLength, Rule.GetProperty("pattern").GetProperty("maxLength").GetInt32());
        Assert.Equal(PolicyLimits.Keep, Rule.GetProperty("keep").GetProperty("maximum").GetInt32());
        foreach (string list in (string[])["key", "path", "value", "containers", "streams"])
        {
            JsonElement choices = Rule.GetProperty(list).GetProperty("oneOf");
            Assert.Equal(PolicyLimits.Text, choices[0].GetProperty("maxLength").GetInt32());
            Assert.Equal(PolicyLimits.List, choices[1].GetProperty("maxItems").GetInt32());
        }

        Assert.Equal(PolicyLimits.Text, PolicyLimits.ValueLength);
    }

    [Fact]
    public void Names_that_the_schema_takes_are_names_to_the_reader()
    {
        string pattern = Rule.GetProperty("name").GetProperty("pattern").GetString()!;
        string[] names = ["a", "a-b_9", "A", "9a", "-a", "a b", "", "é", new('a', 64), new('a', 65), "a\n"];

        Assert.All(names, name => Assert.Equal(
            Regex.IsMatch(name, pattern) && !name.Contains('\n', StringComparison.Ordinal),
            PolicyNames.IsName(new DocumentNode(NodeKind.Text, 0) { Text = name })));
    }

    [Fact]
    public void Every_selector_has_its_requirements_in_the_schema()
    {
        JsonElement choices = Schema.GetProperty("$defs").GetProperty("rule").GetProperty("oneOf");

        Assert.Equal(
            PolicyWords.Selectors.Keys,
            choices.EnumerateArray().Select(c => c.GetProperty("required")[0].GetString()!));
    }

    [Fact]
    public void Every_policy_that_the_document_shows_can_be_used_or_needs_sealing()
    {
        string[] policies =
        [
            .. Examples().Matches(File.ReadAllText(Path.Combine(Docs, "redaction.md")))
                .Select(m => m.Groups[1].Value)
                .Where(json => json.Contains("\"rules\"", StringComparison.Ordinal)),
        ];

        Assert.True(policies.Length >= 3);
        Assert.All(policies, json => Assert.Empty(RedactionPolicy.Read(Encoding.UTF8.GetBytes(json)).Errors));
        Assert.Contains(policies, json => json.TrimEnd() == RedactionPolicy.PhiText.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_document_names_every_action_detector_and_field_set()
    {
        string text = File.ReadAllText(Path.Combine(Docs, "redaction.md"));

        IEnumerable<string> words =
            PolicyWords.Actions.Keys.Concat(PolicyWords.Detectors.Keys).Concat(PolicyWords.FieldSets.Keys);
        Assert.All(words, word => Assert.Contains($"| `{word}` |", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Words(JsonElement element) =>
        element.GetProperty("enum").EnumerateArray().Select(w => w.GetString()!);

    private static string Root()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "PhiLens.slnx")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new DirectoryNotFoundException("the repository's root");
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
