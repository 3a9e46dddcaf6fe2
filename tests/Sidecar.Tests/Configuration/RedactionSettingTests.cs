using PhiLens.Pipeline.Redaction;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Tests.Configuration;

public sealed class RedactionSettingTests
{
    private const string Policy = """{"rules":[{"key":"mrn","action":"erase"}]}""";

    [Fact]
    public void The_preset_is_the_default()
    {
        SidecarOptions options = Given.Options();

        Assert.Same(RedactionPolicy.Phi, options.Redaction.Policy);
        Assert.Same(RedactionPolicy.Phi, options.Pipeline.Redaction);
        Assert.Equal(("phi", "default"), Given.Effective("PHILENS_REDACTION__PRESET"));
    }

    [Fact]
    public void It_can_be_switched_off()
    {
        SidecarOptions options = Given.Options(("PHILENS_REDACTION__PRESET", "off"));

        Assert.Null(options.Redaction.Policy);
        Assert.Null(options.Pipeline.Redaction);
    }

    [Theory]
    [InlineData("phi")]
    [InlineData("off")]
    public void A_policy_replaces_the_preset(string preset)
    {
        SidecarOptions options = Given.Options(
            ("PHILENS_REDACTION__PRESET", preset), ("PHILENS_REDACTION__POLICYJSON", Policy));

        Assert.Equal(["mrn"], options.Pipeline.Redaction!.Labels);
        Assert.Equal("the policy in PHILENS_REDACTION__POLICYJSON", options.Redaction.Origin);
    }

    [Fact]
    public void A_policy_of_several_lines_can_stand_in_a_variable_and_is_not_shown() => Assert.Equal(
        ("****", "PHILENS_REDACTION__POLICYJSON"),
        Given.Effective(
            "PHILENS_REDACTION__POLICYJSON",
            ("PHILENS_REDACTION__POLICYJSON", Policy.Replace(",", ",\n\t", StringComparison.Ordinal))));

    [Fact]
    public void A_policy_is_read_from_a_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "\uFEFF" + Policy);
            SidecarOptions options = Given.Options(("PHILENS_REDACTION__POLICY", path));

            Assert.Equal(["mrn"], options.Pipeline.Redaction!.Labels);
            Assert.Equal($"the policy {path}", options.Redaction.Origin);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Two_policies_are_refused() => Assert.Equal(
        "PHILENS_REDACTION__POLICY must not be set together with PHILENS_REDACTION__POLICYJSON: choose one policy.",
        Assert.Single(Given.Read(
            ("PHILENS_REDACTION__POLICY", "/policy.json"),
            ("PHILENS_REDACTION__POLICYJSON", Policy)).Errors).ToString());

    [Fact]
    public void Every_error_of_a_policy_is_told_with_rule_and_place()
    {
        ConfigurationResult result = Given.Read(("PHILENS_REDACTION__POLICYJSON", """
            {"rules":[{"key":"a","action":"blur","name":"one"},
            {"key":"b","action":"pseudonym"}]}
            """));

        Assert.Null(result.Options);
        Assert.Equal(2, result.Errors.Count);
        Assert.StartsWith(
            "PHILENS_REDACTION__POLICYJSON is refused: rule 1 \"one\" (line 1, column 31): the action must be erase,",
            result.Errors[0].ToString(),
            StringComparison.Ordinal);
        Assert.Equal(
            "PHILENS_REDACTION__POLICYJSON is refused: rule 2 (line 2, column 21): \"pseudonym\" needs a root key: "
            + "set ENCRYPTION__PSEUDONYMKEY.",
            result.Errors[1].ToString());
    }
}
