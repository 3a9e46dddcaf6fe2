using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;

namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>With <c>REQUIREKMS</c> nothing is sent to a group that was not seen to have a KMS key.</summary>
public sealed class GroupKeyCheckTests
{
    private const string Key = "arn:aws:kms:eu-central-1:111122223333:key/k";

    // The group as the service has it: whether it is there, its key, and whether it has the stream.
    private bool _exists;
    private string? _key;
    private bool _hasStream;

    [Fact]
    public async Task A_group_with_a_key_is_asked_about_once()
    {
        (_exists, _key, _hasStream) = (true, Key, true);
        await using LogsFixture logs = Fixture();

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());
        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());

        Assert.Equal(["DescribeLogGroups", "PutLogEvents", "PutLogEvents"], logs.Operations);
    }

    [Fact]
    public async Task A_group_without_a_key_gets_nothing_until_it_has_one()
    {
        (_exists, _hasStream) = (true, true);
        await using LogsFixture logs = Fixture();

        Assert.Equal(DeliveryResult.Retry(RetryCause.KeyUnavailable), await logs.SendAsync());
        Assert.Equal(["DescribeLogGroups"], logs.Operations);
        Assert.Equal(["group/one"], logs.Events.Unencrypted);

        _key = Key;
        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());
    }

    [Fact]
    public async Task A_missing_group_is_made_with_the_key_and_looked_at_before_anything_is_sent()
    {
        await using LogsFixture logs = Fixture(hasKeyForNew: true);

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());

        Assert.Equal(
            [
                "DescribeLogGroups", "CreateLogStream", "CreateLogGroup", "CreateLogStream", "DescribeLogGroups",
                "PutLogEvents",
            ],
            logs.Operations);
    }

    [Fact]
    public async Task A_missing_group_is_not_made_without_a_key_and_that_is_told()
    {
        await using LogsFixture logs = Fixture();

        DeliveryResult result = await logs.SendAsync();

        Assert.Equal(RetryCause.DestinationMissing, result.Cause);
        Assert.DoesNotContain("PutLogEvents", logs.Operations);
        Assert.DoesNotContain("CreateLogGroup", logs.Operations);
        Assert.Equal(["group/one"], logs.Events.Unencrypted);
    }

    [Fact]
    public async Task A_group_that_was_made_anew_without_a_key_gets_nothing_more()
    {
        (_exists, _key, _hasStream) = (true, Key, true);
        await using LogsFixture logs = Fixture(hasKeyForNew: true);
        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());

        // Somebody deleted it and made it again.
        (_key, _hasStream) = (null, false);
        Assert.Equal(DeliveryResult.Retry(RetryCause.KeyUnavailable), await logs.SendAsync());

        Assert.Equal(
            ["DescribeLogGroups", "PutLogEvents", "PutLogEvents", "CreateLogStream", "DescribeLogGroups"],
            logs.Operations);
        Assert.Equal(DeliveryResult.Retry(RetryCause.KeyUnavailable), await logs.SendAsync());
        Assert.Equal("DescribeLogGroups", logs.Operations.Last());
    }

    private LogsFixture Fixture(bool hasKeyForNew = false) => new(
        Answer, options => options with { RequireKms = true, KmsKeyId = hasKeyForNew ? Key : null });

    private StubAnswer Answer(StubRequest request)
    {
        switch (request.Operation)
        {
            case "DescribeLogGroups":
                string key = _key is null ? "" : $",\"kmsKeyId\":\"{_key}\"";
                string group = _exists ? $"{{\"logGroupName\":\"group/one\"{key}}}" : "";
                return new StubAnswer(200, $"{{\"logGroups\":[{group}]}}");
            case "CreateLogGroup":
                (_exists, _key) = (true, request.Text.Contains(Key, StringComparison.Ordinal) ? Key : null);
                return StubAnswer.Ok;
            case "CreateLogStream" when _exists:
                _hasStream = true;
                return StubAnswer.Ok;
            case "PutLogEvents" when _hasStream:
                return StubAnswer.Ok;
            default:
                return StubAnswer.Error("ResourceNotFoundException");
        }
    }
}
