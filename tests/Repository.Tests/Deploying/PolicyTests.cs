using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Repository.Tests.Deploying;

/// <summary>The example policies allow what the product does, and name what the source names.</summary>
public sealed class PolicyTests
{
    private const string Task = "deploy/iam/task-role.json";
    private const string Reader = "deploy/iam/reader-role.json";
    private const string FieldsKey = "deploy/iam/key-policy-fields.json";
    private const string LogsKey = "deploy/iam/key-policy-logs.json";
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly string[] OperationsOfLogs =
    [
        "logs:CreateLogStream", "logs:PutLogEvents", "logs:CreateLogGroup", "logs:PutRetentionPolicy",
        "logs:TagResource", "logs:DescribeLogGroups",
    ];

    private static IReadOnlyDictionary<string, string> FieldsPurpose =>
        KeyPurpose.Fields("any", new Dictionary<string, string>()).Where(c => c.Key == KeyPurpose.Name).ToDictionary();

    [Fact]
    public void The_task_may_use_the_key_for_data_keys_and_the_root_key_alone()
    {
        IReadOnlyList<Statement> kms = UsesOfKeys(Task);

        Assert.Equal(["kms:Decrypt", "kms:GenerateDataKey"], kms.SelectMany(s => s.Actions).Order());
        Assert.Equal(FieldsPurpose, kms.Single(s => s.Actions[0] == "kms:GenerateDataKey").Context);
        Assert.Equal(KeyPurpose.Pseudonyms, kms.Single(s => s.Actions[0] == "kms:Decrypt").Context);
        Assert.All(kms, s => Assert.DoesNotContain("*", s.Resources));
    }

    [Fact]
    public void The_task_may_do_with_logs_what_the_product_asks_for() => Assert.Equal(
        OperationsOfLogs.Order(),
        Statement.ReadAll(Task).SelectMany(s => s.Actions).Where(a => a.StartsWith("logs:", Ordinal)).Order());

    [Fact]
    public void A_reader_opens_one_scope_with_each_statement()
    {
        IReadOnlyList<Statement> kms = UsesOfKeys(Reader);

        Assert.NotEmpty(kms);
        Assert.All(kms, OpensOneScope);
        Assert.All(
            Statement.ReadAll(Reader).SelectMany(s => s.Actions).Except(kms.SelectMany(s => s.Actions)),
            action => Assert.Equal("logs:FilterLogEvents", action));
    }

    [Fact]
    public void Who_manages_the_key_of_fields_cannot_use_it()
    {
        string[] uses = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncrypt", "kms:CreateGrant"];
        foreach (string key in (string[])[FieldsKey, LogsKey])
        {
            Statement managing = Statement.ReadAll(key)[0];
            Assert.All(managing.Actions, action => Assert.DoesNotContain(uses, u => action.StartsWith(u, Ordinal)));
            Assert.DoesNotContain(managing.Actions, action => action.Contains('*'));
            Assert.Contains("kms:PutKeyPolicy", managing.Actions);
        }
    }

    [Fact]
    public void The_key_of_fields_is_used_with_a_purpose_only()
    {
        IReadOnlyList<Statement> uses = [.. Statement.ReadAll(FieldsKey).Skip(1)];

        Assert.All(uses, s => Assert.Contains(KeyPurpose.Name, s.Context.Keys));
        Assert.All(uses.Where(s => s.Context.ContainsKey(KeyRecord.ScopeName)), OpensOneScope);
        Assert.Equal(
            FieldsPurpose, uses.Single(s => s.Actions.SequenceEqual(["kms:GenerateDataKey"])).Context);
        Assert.Equal(
            KeyPurpose.Pseudonyms,
            uses.Single(s => s.Actions.SequenceEqual(["kms:GenerateDataKeyWithoutPlaintext"])).Context);
    }

    [Fact]
    public void The_key_of_logs_is_used_by_the_service_for_these_groups_only()
    {
        Statement use = Assert.Single(Statement.ReadAll(LogsKey).Skip(1));

        (string name, IReadOnlyList<string> groups) = Assert.Single(use.Conditions);
        Assert.Equal("kms:EncryptionContext:aws:logs:arn", name);
        Assert.All(groups, group => Assert.Matches("^arn:aws:logs:[a-z0-9-]+:[0-9]{12}:log-group:/", group));
    }

    private static IReadOnlyList<Statement> UsesOfKeys(string path) =>
        [.. Statement.ReadAll(path).Where(s => s.Actions.Any(a => a.StartsWith("kms:", Ordinal)))];

    private static void OpensOneScope(Statement statement)
    {
        string scope = statement.Context[KeyRecord.ScopeName];
        Assert.Equal(["kms:Decrypt"], statement.Actions);
        Assert.Equal(KeyPurpose.Fields(scope, new Dictionary<string, string>()), statement.Context);
    }
}
