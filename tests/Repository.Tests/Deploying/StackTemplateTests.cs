using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Repository.Tests.Packaging;
using PhiLens.Repository.Tests.Tree;
using YamlDotNet.RepresentationModel;

namespace PhiLens.Repository.Tests.Deploying;

public sealed class StackTemplateTests
{
    private const string Path = "deploy/cloudformation/encryption.yaml";
    private const string ContextPrefix = "kms:EncryptionContext:";

    private static readonly StackTemplate Encryption = StackTemplate.Read(Path);

    [Fact]
    public void Every_reference_resolves()
    {
        IEnumerable<string> known = Encryption.Section("Parameters").Keys.Concat(Encryption.Section("Resources").Keys);
        Assert.Empty(Encryption.References().Except(known));
        Assert.Empty(Encryption.Conditions().Except(Encryption.Section("Conditions").Keys));
    }

    [Fact]
    public void A_reference_that_does_not_resolve_is_seen()
    {
        StackTemplate broken = StackTemplate.Parse(
            """
            Resources:
              Key: { A: !Ref One, B: !GetAtt Two.Arn, C: !Sub "x${Three}${Four.Arn}${!Not}${AWS::Region}" }
              Group: { Condition: Five, D: !If [Six, 1, !Ref AWS::NoValue] }
            """);

        Assert.Equal(["Four", "One", "Three", "Two"], broken.References().Order());
        Assert.Equal(["Five", "Six"], broken.Conditions());
    }

    [Fact]
    public void Every_parameter_is_described_and_used()
    {
        Assert.All(
            Encryption.Section("Parameters").Values,
            parameter => Assert.False(string.IsNullOrEmpty(StackTemplate.Entry(parameter, "Description")?.ToString())));
        Assert.Empty(Encryption.Section("Parameters").Keys.Except(Encryption.References()));
    }

    [Fact]
    public void It_uses_no_anchors_because_CloudFormation_knows_none() => Assert.DoesNotMatch(
        @"(?m)[:\-] [&*][a-zA-Z]", TrackedTree.Text(Path));

    [Fact]
    public void Every_context_that_it_asks_for_is_one_that_the_product_gives()
    {
        Assert.All(
            Encryption.Under(ContextPrefix + KeyPurpose.Name),
            purpose => Assert.Contains(
                purpose.ToString(),
                (string[])
                [
                    KeyPurpose.Pseudonyms[KeyPurpose.Name],
                    KeyPurpose.Fields("any", new Dictionary<string, string>())[KeyPurpose.Name],
                ]));
        Assert.Equal(4, Encryption.Under(ContextPrefix + KeyRecord.ScopeName).Count());
    }

    [Fact]
    public void Every_output_that_names_a_setting_names_one_that_exists()
    {
        string[] descriptions =
            [.. Encryption.Section("Outputs").Values.Select(o => StackTemplate.Entry(o, "Description")!.ToString())];
        IEnumerable<string> named = descriptions.SelectMany(d => d.Split(' ', '.', ','))
            .Where(word => word.StartsWith("PHILENS_", StringComparison.Ordinal));

        Assert.Contains("PHILENS_ENCRYPTION__KMSKEYID", named);
        Assert.Contains("PHILENS_ENCRYPTION__KEYLOGGROUP", named);
        Assert.Empty(named.Except(Accepted.Variables));
    }

    [Fact]
    public void Keys_and_groups_outlive_the_stack()
    {
        IEnumerable<YamlNode> kept = Encryption.Section("Resources").Values
            .Where(r => StackTemplate.Entry(r, "Type")!.ToString() is "AWS::KMS::Key" or "AWS::Logs::LogGroup");
        Assert.All(kept, r => Assert.Equal("Retain", StackTemplate.Entry(r, "DeletionPolicy")?.ToString()));
    }
}
