using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Insights;

public sealed class InsightsTests
{
    private readonly InMemoryLogs _logs = new();

    public InsightsTests() => _logs.Put(
        (_logs.Now, "ERROR a|b"), (_logs.Now + 1, """{"level":"info","n":7}"""), (_logs.Now + 2, "ERROR second"));

    [Fact]
    public void Shows_the_latest_events_first() => Assert.Equal(
        ["ERROR second", """{"level":"info","n":7}""", "ERROR a|b"], Column("fields @timestamp, @message", "@message"));

    [Theory]
    [InlineData("fields @message | filter @message like /^ERR.*b$/", "ERROR a|b")]
    [InlineData("filter @message like /a|b/ | fields @message | sort @timestamp asc | limit 1", "ERROR a|b")]
    [InlineData("fields @message | filter @message like \"a|b\"", "ERROR a|b")]
    [InlineData("fields @message | filter @message not like /ERROR/", """{"level":"info","n":7}""")]
    [InlineData("fields @message | filter level = 'info'", """{"level":"info","n":7}""")]
    [InlineData("fields @message | filter n = 7", """{"level":"info","n":7}""")]
    [InlineData("fields @message | sort @timestamp desc | limit 1", "ERROR second")]
    public void Filters_sorts_and_limits(string query, string expected) =>
        Assert.Equal([expected], Column(query, "@message"));

    [Theory]
    [InlineData("stats count()", "count()", "3")]
    [InlineData("stats count(*) as total", "total", "3")]
    [InlineData("filter @message like /ERROR/ | stats count() as n by @logStream", "n", "2")]
    public void Counts(string query, string column, string expected) => Assert.Equal([expected], Column(query, column));

    [Theory]
    [InlineData("parse @message '*' as a")]
    [InlineData("stats avg(n)")]
    [InlineData("filter @message like /(/")]
    [InlineData("dedup @message")]
    public void Calls_what_it_does_not_understand_malformed(string query) =>
        Assert.Equal("MalformedQueryException", _logs.Refused("StartQuery", Request(query)).Type);

    [Fact]
    public void Says_how_much_was_searched()
    {
        var answer = Run("filter @message like /ERROR/");

        Assert.Equal("Complete", answer["status"]!.ToString());
        Assert.Equal(2, answer["statistics"]!["recordsMatched"]!.GetValue<double>());
        Assert.Equal(3, answer["statistics"]!["recordsScanned"]!.GetValue<double>());
    }

    [Fact]
    public void Knows_only_queries_that_were_started()
    {
        Assert.Equal("ResourceNotFoundException", _logs.Refused("GetQueryResults", new { queryId = "x" }).Type);
        var id = _logs.Call("StartQuery", Request("fields @message"))["queryId"]!.ToString();
        Assert.Equal("InvalidParameterException", _logs.Refused("StopQuery", new { queryId = id }).Type);
    }

    private object Request(string query) => new
    {
        logGroupName = "/app",
        startTime = (_logs.Now / 1000) - 1,
        endTime = (_logs.Now / 1000) + 1,
        queryString = query,
    };

    private JsonNode Run(string query) => _logs.Call(
        "GetQueryResults", new { queryId = _logs.Call("StartQuery", Request(query))["queryId"]!.ToString() });

    private IEnumerable<string> Column(string query, string name) => Run(query)["results"]!.AsArray().Select(row =>
        row!.AsArray().First(column => column!["field"]!.ToString() == name)!["value"]!.ToString());
}
