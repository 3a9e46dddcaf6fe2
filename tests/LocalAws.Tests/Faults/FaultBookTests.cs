using System.Text;
using PhiLens.LocalAws.Faults;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Tests.Faults;

public sealed class FaultBookTests
{
    private static readonly RequestTarget Put = new(RequestTarget.LogsService, "PutLogEvents");
    private static readonly RequestNames Names = new("g", "s");

    private readonly FaultBook _book = new();

    [Fact]
    public void Strikes_as_often_as_its_count_says_after_those_it_skips()
    {
        _book.Add(new FaultRule { Fault = FaultKind.Throttle, Skip = 2, Count = 3 });

        Assert.Equal("..###...", Meet(8));
    }

    [Fact]
    public void Strikes_at_random_in_an_order_that_its_seed_fixes()
    {
        _book.Add(new FaultRule { Fault = FaultKind.Throttle, Probability = 0.5, Seed = 1 });
        var first = Meet(64);
        _book.Clear();
        _book.Add(new FaultRule { Fault = FaultKind.Throttle, Probability = 0.5, Seed = 1 });

        Assert.Equal(first, Meet(64));
        Assert.InRange(first.Count(letter => letter == '#'), 16, 48);
    }

    [Theory]
    [InlineData("PutLogEvents", "g", "s", true)]
    [InlineData("CreateLogGroup", "g", "s", false)]
    [InlineData("PutLogEvents", "other", "s", false)]
    [InlineData("PutLogEvents", "g", "other", false)]
    [InlineData("PutLogEvents", null, null, false)]
    public void Befalls_only_the_requests_that_it_names(string operation, string? group, string? stream, bool expected)
    {
        _book.Add(new FaultRule { Fault = FaultKind.Throttle, Operation = "PutLogEvents", Group = "g", Stream = "s" });

        var taken = _book.Take(Put with { Operation = operation }, new RequestNames(group, stream));

        Assert.Equal(expected, taken is not null);
    }

    [Theory]
    [InlineData("{\"message\":\"a bad one\"}", true)]
    [InlineData("{\"message\":\"a good one\"}", false)]
    [InlineData("", false)]
    public void Befalls_only_the_requests_that_contain_its_text(string body, bool expected)
    {
        _book.Add(new FaultRule { Fault = FaultKind.Error, Containing = "bad" });

        Assert.Equal(expected, _book.Take(Put, Names, Encoding.UTF8.GetBytes(body)) is not null);
    }

    [Fact]
    public void Goes_on_with_the_next_rule_when_one_is_spent()
    {
        _book.Add(
            new FaultRule { Fault = FaultKind.Throttle, Count = 1 }, new FaultRule { Fault = FaultKind.Unavailable });

        Assert.Equal(FaultKind.Throttle, _book.Take(Put, Names)!.Fault);
        Assert.Equal(FaultKind.Unavailable, _book.Take(Put, Names)!.Fault);
    }

    [Fact]
    public void Takes_a_rule_or_a_list_of_rules_as_json()
    {
        Assert.Null(_book.Add("""{"fault":"reset-before","operation":"PutLogEvents","count":1}"""u8));
        Assert.Null(_book.Add("""[{"fault":"half-body"},{"fault":"kms-disabled","delayMs":5}]"""u8));

        Assert.True(_book.MayCutBody(Put));
        Assert.Equal(FaultKind.ResetBefore, _book.Take(Put, Names)!.Fault);
        Assert.Equal(5, _book.Take(Put, Names)!.DelayMs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("[null]")]
    [InlineData("""{"fault":"unheard-of"}""")]
    [InlineData("""{"fault":"throttle","colour":"red"}""")]
    [InlineData("""{"fault":"throttle","probability":2}""")]
    [InlineData("""{"fault":"throttle","count":0}""")]
    [InlineData("""{"fault":"error","status":200}""")]
    [InlineData("""{"fault":"reject"}""")]
    [InlineData("""{"count":1}""")]
    public void Refuses_a_rule_that_makes_no_sense(string json)
    {
        Assert.NotNull(_book.Add(Encoding.UTF8.GetBytes(json)));

        Assert.Null(_book.Take(Put, Names));
    }

    private string Meet(int times) => string.Concat(
        Enumerable.Range(0, times).Select(_ => _book.Take(Put, Names) is null ? '.' : '#'));
}
