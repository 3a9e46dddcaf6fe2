using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Logs;

public sealed class GroupAndStreamTests
{
    private const string Key = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd";

    private readonly InMemoryLogs _logs = new();

    [Fact]
    public void Describes_a_group_with_all_that_it_was_made_with()
    {
        _logs.Call("CreateLogGroup", new
        {
            logGroupName = "b",
            kmsKeyId = Key,
            logGroupClass = "INFREQUENT_ACCESS",
            tags = new { team = "x" },
        });
        _logs.Call("PutRetentionPolicy", new { logGroupName = "b", retentionInDays = 7 });

        var group = _logs.Call("DescribeLogGroups", new { logGroupNamePrefix = "b" })["logGroups"]![0]!;

        Assert.Equal(Key, group["kmsKeyId"]!.GetValue<string>());
        Assert.Equal(7, group["retentionInDays"]!.GetValue<int>());
        Assert.Equal("INFREQUENT_ACCESS", group["logGroupClass"]!.GetValue<string>());
        Assert.Equal("arn:aws:logs:eu-west-1:123456789012:log-group:b:*", group["arn"]!.GetValue<string>());
        Assert.Equal(_logs.Now, group["creationTime"]!.GetValue<long>());
    }

    [Fact]
    public void Counts_stored_bytes_with_the_overhead_of_events()
    {
        _logs.Put((_logs.Now, "four"));

        var group = _logs.Call("DescribeLogGroups", new { })["logGroups"]![0]!;

        Assert.Equal(30, group["storedBytes"]!.GetValue<int>());
    }

    [Fact]
    public void Pages_through_groups_in_the_order_of_their_names()
    {
        foreach (var name in (string[])["c", "a", "B"])
        {
            _logs.Call("CreateLogGroup", new { logGroupName = name });
        }

        var first = _logs.Call("DescribeLogGroups", new { limit = 3 });
        var second = _logs.Call(
            "DescribeLogGroups", new { limit = 3, nextToken = first["nextToken"]!.GetValue<string>() });

        Assert.Equal(["/app", "B", "a"], Groups(first));
        Assert.Equal(["c"], Groups(second));
        Assert.Null(second["nextToken"]);
    }

    [Fact]
    public void Finds_groups_by_a_part_of_their_names_whatever_its_case() => Assert.Single(
        _logs.Call("DescribeLogGroups", new { logGroupNamePattern = "PP" })["logGroups"]!.AsArray());

    [Theory]
    [InlineData("")]
    [InlineData("white space")]
    [InlineData("colon:")]
    [InlineData("ümlaut")]
    [InlineData("aws/mine")]
    [InlineData("line\n")]
    public void Refuses_group_names_that_the_service_refuses(string name) => Assert.Equal(
        "InvalidParameterException", _logs.Refused("CreateLogGroup", new { logGroupName = name }).Type);

    [Fact]
    public void Takes_names_of_512_letters_and_not_of_513()
    {
        _logs.Call("CreateLogGroup", new { logGroupName = new string('g', 512) });
        _logs.AddStream(new string('s', 512));

        Assert.Equal(
            "InvalidParameterException",
            _logs.Refused("CreateLogGroup", new { logGroupName = new string('g', 513) }).Type);
        Assert.Equal(
            "InvalidParameterException",
            _logs.Refused("CreateLogStream", new { logGroupName = "/app", logStreamName = new string('s', 513) }).Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a*b")]
    public void Refuses_stream_names_that_the_service_refuses(string name) => Assert.Equal(
        "InvalidParameterException",
        _logs.Refused("CreateLogStream", new { logGroupName = "/app", logStreamName = name }).Type);

    [Fact]
    public void Refuses_to_make_a_group_or_a_stream_twice()
    {
        var group = _logs.Refused("CreateLogGroup", new { logGroupName = "/app" });
        var stream = _logs.Refused("CreateLogStream", new { logGroupName = "/app", logStreamName = "one" });

        Assert.Equal("ResourceAlreadyExistsException", group.Type);
        Assert.Equal("The specified log group already exists", group.Message);
        Assert.Equal("ResourceAlreadyExistsException", stream.Type);
        Assert.Equal("The specified log stream already exists", stream.Message);
    }

    [Fact]
    public void Forgets_what_is_deleted()
    {
        _logs.Call("DeleteLogStream", new { logGroupName = "/app", logStreamName = "one" });
        Assert.Equal("ResourceNotFoundException", _logs.RefusedPut((_logs.Now, "a")).Type);

        _logs.Call("DeleteLogGroup", new { logGroupName = "/app" });
        Assert.Empty(_logs.Call("DescribeLogGroups", new { })["logGroups"]!.AsArray());
        Assert.Equal("ResourceNotFoundException", _logs.Refused("DeleteLogGroup", new { logGroupName = "/app" }).Type);
    }

    [Theory]
    [InlineData("CreateLogGroup", "kmsKeyId", "alias/philens")]
    [InlineData("CreateLogGroup", "logGroupClass", "CHEAP")]
    [InlineData("PutRetentionPolicy", "retentionInDays", 2)]
    [InlineData("DescribeLogGroups", "limit", 51)]
    [InlineData("DescribeLogStreams", "orderBy", "Size")]
    public void Refuses_values_that_the_service_does_not_know(string operation, string member, object value) =>
        Assert.Equal("InvalidParameterException", _logs.Refused(
            operation, new Dictionary<string, object> { ["logGroupName"] = "/app", [member] = value }).Type);

    [Fact]
    public void Changes_and_removes_key_and_retention()
    {
        _logs.Call("AssociateKmsKey", new { logGroupName = "/app", kmsKeyId = Key });
        _logs.Call("PutRetentionPolicy", new { logGroupName = "/app", retentionInDays = 3653 });
        Assert.Equal(Key, _logs.Call("DescribeLogGroups", new { })["logGroups"]![0]!["kmsKeyId"]!.ToString());

        _logs.Call("DisassociateKmsKey", new { logGroupName = "/app" });
        _logs.Call("DeleteRetentionPolicy", new { logGroupName = "/app" });

        var group = _logs.Call("DescribeLogGroups", new { })["logGroups"]![0]!;
        Assert.Null(group["kmsKeyId"]);
        Assert.Null(group["retentionInDays"]);
    }

    [Fact]
    public void Lists_tags_by_name_and_by_arn()
    {
        const string Arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/app";
        _logs.Call("TagLogGroup", new { logGroupName = "/app", tags = new { a = "1" } });
        _logs.Call("TagResource", new { resourceArn = Arn, tags = new { b = "2" } });

        Assert.Equal(
            """{"a":"1","b":"2"}""",
            _logs.Call("ListTagsForResource", new { resourceArn = Arn })["tags"]!.ToJsonString());

        _logs.Call("UntagResource", new { resourceArn = Arn, tagKeys = new[] { "a" } });
        Assert.Equal(
            """{"b":"2"}""", _logs.Call("ListTagsLogGroup", new { logGroupName = "/app" })["tags"]!.ToJsonString());
    }

    [Fact]
    public void Orders_streams_by_name_or_by_their_last_event()
    {
        _logs.AddStream("two");
        _logs.AddStream("three");
        _logs.PutTo("three", (_logs.Now, "a"));
        _logs.PutTo("one", (_logs.Now + 1, "a"));

        Assert.Equal(["one", "three", "two"], Streams(new { logGroupName = "/app" }));
        Assert.Equal(["two", "three", "one"], Streams(new { logGroupName = "/app", descending = true }));
        Assert.Equal(
            ["one", "three", "two"],
            Streams(new { logGroupName = "/app", descending = true, orderBy = "LastEventTime" }));
        Assert.Equal(["three", "two"], Streams(new { logGroupName = "/app", logStreamNamePrefix = "t" }));
        Assert.Equal("InvalidParameterException", _logs.Refused(
            "DescribeLogStreams",
            new { logGroupName = "/app", orderBy = "LastEventTime", logStreamNamePrefix = "t" }).Type);
    }

    [Fact]
    public void Pages_through_streams_in_either_order()
    {
        _logs.AddStream("two");
        _logs.AddStream("three");
        var first = _logs.Call(
            "DescribeLogStreams", new { logGroupName = "/app", limit = 2, orderBy = "LastEventTime" });

        var second = Streams(new
        {
            logGroupName = "/app",
            limit = 2,
            orderBy = "LastEventTime",
            nextToken = first["nextToken"]!.ToString(),
        });

        Assert.Equal(["two"], second);
    }

    [Fact]
    public void Does_not_know_other_operations() =>
        Assert.Equal("UnknownOperationException", _logs.Refused("PutDestination", new { }).Type);

    private static IEnumerable<string> Groups(JsonNode answer) =>
        answer["logGroups"]!.AsArray().Select(item => item!["logGroupName"]!.ToString());

    private IEnumerable<string> Streams(object request) => _logs.Call("DescribeLogStreams", request)["logStreams"]!
        .AsArray().Select(item => item!["logStreamName"]!.ToString());
}
