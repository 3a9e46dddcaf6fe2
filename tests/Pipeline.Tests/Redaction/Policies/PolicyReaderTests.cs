using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Policies;
using PhiLens.Pipeline.Sealing;
using PhiLens.Pipeline.Tests.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction.Policies;

public sealed class PolicyReaderTests
{
    [Fact]
    public void The_preset_is_a_policy_like_any_other()
    {
        PolicyResult result = Read(RedactionPolicy.PhiText);

        Assert.Empty(result.Errors);
        Assert.Equal(RedactionPolicy.Phi.Labels, result.Policy!.Labels);
        Assert.Contains("ssn", RedactionPolicy.Phi.Labels);
        Assert.Contains("street-address", RedactionPolicy.Phi.Labels);
        Assert.Equal(RedactionPolicy.Phi.Labels.Distinct(), RedactionPolicy.Phi.Labels);
    }

    [Fact]
    public void Every_form_is_read()
    {
        RedactionPolicy policy = Good("""
            {"$schema":"x","options":{"base64":true},"rules":[
            {"value":["none","n/a"],"action":"allow"},
            {"key":"mrn","action":"erase"},
            {"key":["acct*","*_token"],"action":"mask","keep":4,"name":"acct"},
            {"path":"patient.*.name","action":"drop-field"},
            {"path":["**.visit.when","a.b"],"action":"year","name":"when"},
            {"detector":"ssn","action":"erase"},
            {"detector":["zip","age"],"action":"zip3"},
            {"pattern":"acct-\\d{8}","name":"account-text","action":"mask"},
            {"fields":"common","action":"erase"},
            {"fields":"fhir-r4"},
            {"use":"phi","containers":"web*","streams":["stdout"]},
            {"key":"debug","action":"drop-record"},
            {"key":"hostname","action":"allow"}]}
            """);

        RuleSet rules = policy.For(new RecordOrigin("api", "stdout"));
        Assert.Equal(RedactionAction.Allow, rules.Rules[0].Action);
        Assert.Equal("mrn", Labels.OfKey(rules, "MRN"));
        Assert.Equal("acct", Labels.OfKey(rules, "acct_no"));
        Assert.Equal(4, rules.Rules[rules.Keys.Find("acctNo"u8).Rule].Keep);
        Assert.Equal("acct", Labels.OfKey(rules, "csrfToken"));
        Assert.Equal("name", Labels.OfPath(rules, "patient.contact.name"));
        Assert.Equal("when", Labels.OfPath(rules, "x.y.visit.when"));
        Assert.True(rules.Runs(Detector.Ssn));
        Assert.False(rules.Runs(Detector.Email));
        Assert.True(rules.ReadsBase64);
        Assert.False(rules.Patterns.IsEmpty);
        Assert.True(policy.For(new RecordOrigin("web-1", "stdout")).Runs(Detector.Email));
        Assert.False(policy.For(new RecordOrigin("web-1", "stderr")).Runs(Detector.Email));
    }

    [Fact]
    public void The_first_rule_that_names_a_key_stands()
    {
        RuleSet rules = Good("""
            {"rules":[{"key":"a*","action":"mask","name":"one"},{"key":"ab","action":"erase","name":"two"},
            {"key":"cd","action":"mask","name":"three"},{"key":"c*","action":"erase","name":"four"}]}
            """).For(new RecordOrigin("x", "y"));

        Assert.Equal("one", Labels.OfKey(rules, "ab"));
        Assert.Equal("three", Labels.OfKey(rules, "cd"));
        Assert.Equal("four", Labels.OfKey(rules, "ce"));
        Assert.Equal("", Labels.OfKey(rules, "b"));
    }

    [Fact]
    public void The_rules_of_the_preset_stand_in_place()
    {
        RuleSet rules = Good("""
            {"rules":[{"key":"city","action":"allow"},{"detector":"email","action":"mask"},{"use":"phi"}]}
            """).For(new RecordOrigin("x", "y"));

        Assert.Equal(RedactionAction.Allow, rules.Rules[rules.Keys.Find("city"u8).Rule].Action);
        Assert.Equal(RedactionAction.Mask, rules.Rules[rules.RuleOf(Detector.Email)].Action);
        Assert.Equal("ssn", Labels.OfKey(rules, "ssn"));
        Assert.Equal(RedactionAction.Year, rules.Rules[rules.Keys.Find("dob"u8).Rule].Action);
    }

    [Fact]
    public void Rules_come_to_the_scanners_with_the_stronger_first_and_counters_that_fit_their_labels()
    {
        RedactionPolicy policy = Good("""{"rules":[{"key":"ssn","action":"erase"},{"use":"phi"}]}""");
        RuleSet rules = policy.For(new RecordOrigin("x", "y"));

        Assert.All(rules.Rules, (rule, index) => Assert.Equal(index, rule.Order));
        Assert.All(rules.Rules, rule => Assert.Equal(rule.Label, policy.Labels[rule.Counter]));
    }

    [Fact]
    public void One_set_is_shared_by_all_places_that_the_same_rules_hold_for()
    {
        RedactionPolicy policy = Good("""
            {"rules":[{"key":"a","action":"erase","containers":"Web?*"},{"key":"b","action":"erase"}]}
            """.Replace("?", "", StringComparison.Ordinal));

        Assert.Same(policy.For(new RecordOrigin("api", "stdout")), policy.For(new RecordOrigin("db", "stderr")));
        Assert.Same(policy.For(new RecordOrigin("web-1", "stdout")), policy.For(new RecordOrigin("WEB-2", "stdout")));
        Assert.NotSame(policy.For(new RecordOrigin("web-1", "stdout")), policy.For(new RecordOrigin("api", "stdout")));
        Assert.Same(
            RedactionPolicy.Phi.For(new RecordOrigin("a", "b")), RedactionPolicy.Phi.For(new RecordOrigin("c", "d")));
    }

    [Fact]
    public void More_places_than_are_remembered_still_have_their_rules()
    {
        RedactionPolicy policy = Good("""{"rules":[{"key":"a","action":"erase","containers":"web*"}]}""");

        for (int i = 0; i < 2000; i++)
        {
            Assert.Equal("a", Labels.OfKey(policy.For(new RecordOrigin($"web-{i}", "stdout")), "a"));
            Assert.Equal("", Labels.OfKey(policy.For(new RecordOrigin($"api-{i}", "stdout")), "a"));
        }
    }

    [Fact]
    public void Sealing_actions_are_taken_when_there_is_a_sealer_that_can()
    {
        const string Document = """
            {"rules":[{"key":"a","action":"encrypt","scope":"clinical"},{"key":"b","action":"pseudonym"},
            {"key":"c","action":"encrypt"}]}
            """;
        var sealing = new SealingSetup(canEncrypt: true, canPseudonymise: true);

        RuleSet rules =
            RedactionPolicy.Read(Encoding.UTF8.GetBytes(Document), sealing).Policy!.For(new RecordOrigin("x", "y"));

        Assert.Equal(["clinical", "default"], sealing.Scopes);
        Assert.Equal([0, 0, 1], rules.Rules.Select(r => r.Scope));
        var shut = new SealingSetup(canEncrypt: false, canPseudonymise: false);
        IReadOnlyList<PolicyError> errors = RedactionPolicy.Read(Encoding.UTF8.GetBytes(Document), shut).Errors;
        Assert.Equal(3, errors.Count);
        Assert.All(errors, e => Assert.Contains("key: set ENCRYPTION__", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_explanation_tells_of_every_rule_and_of_no_expression_and_no_text()
    {
        RedactionPolicy policy = Good("""
            {"rules":[{"value":"hush","action":"allow"},{"pattern":"hush\\d","name":"found","action":"mask","keep":2},
            {"key":["a","b"],"action":"erase","containers":"web*"},{"use":"phi"},{"fields":"common"}]}
            """);

        string text = string.Join('\n', policy.Explanation);

        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.Contains("1 value: 1 texts stay", text, StringComparison.Ordinal);
        Assert.Contains("2 pattern: mask, 2 kept as found", text, StringComparison.Ordinal);
        Assert.Contains("3 key a, b: erase as a, in containers web*", text, StringComparison.Ordinal);
        Assert.Contains("4 use phi: 15 rules", text, StringComparison.Ordinal);
        Assert.Contains("5 fields common: each its own action", text, StringComparison.Ordinal);
    }

    private static PolicyResult Read(string document) => RedactionPolicy.Read(Encoding.UTF8.GetBytes(document));

    private static RedactionPolicy Good(string document)
    {
        PolicyResult result = Read(document);
        Assert.Empty(result.Errors);
        return result.Policy!;
    }
}
