using System.Text;
using PhiLens.LocalAws.Filtering;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Tests.Filtering;

public sealed class FilterPatternTests
{
    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("ERROR", "an ERROR came", true)]
    [InlineData("ERROR", "an error came", false)]
    [InlineData("ERROR disk", "disk ERROR", true)]
    [InlineData("ERROR disk", "ERROR", false)]
    [InlineData("\"disk full\"", "the disk full again", true)]
    [InlineData("\"disk full\"", "the full disk", false)]
    [InlineData("?ERROR ?WARN", "WARN x", true)]
    [InlineData("?ERROR ?WARN", "INFO x", false)]
    [InlineData("ERROR -disk", "ERROR net", true)]
    [InlineData("ERROR -disk", "ERROR disk", false)]
    [InlineData("-\"disk full\" ERROR", "ERROR disk full", false)]
    [InlineData("\"say \\\"hi\\\"\"", "say \"hi\"", true)]
    public void Matches_terms(string pattern, string message, bool expected) =>
        Assert.Equal(expected, Fits(pattern, message));

    [Theory]
    [InlineData("{ $.level = \"error\" }", """{"level":"error"}""", true)]
    [InlineData("{ $.level = \"error\" }", """{"level":"info"}""", false)]
    [InlineData("{ $.level = error }", """{"level":"error"}""", true)]
    [InlineData("{ $.level = \"err*\" }", """{"level":"error"}""", true)]
    [InlineData("{ $.level = \"err?r\" }", """{"level":"error"}""", false)]
    [InlineData("{ $.level != \"error\" }", """{"level":"info"}""", true)]
    [InlineData("{ $.level != \"error\" }", """{"other":1}""", false)]
    [InlineData("{$.a.b=3}", """{"a":{"b":3}}""", true)]
    [InlineData("{ $.n > 3 }", """{"n":3.5}""", true)]
    [InlineData("{ $.n > 3 }", """{"n":3}""", false)]
    [InlineData("{ $.n >= 3 }", """{"n":3}""", true)]
    [InlineData("{ $.n < 3 }", """{"n":2}""", true)]
    [InlineData("{ $.n <= 3 }", """{"n":4}""", false)]
    [InlineData("{ $.n != 3 }", """{"n":4}""", true)]
    [InlineData("{ $.n = 3 }", """{"n":"3"}""", false)]
    [InlineData("{ $.a = 1 && $.b = 2 }", """{"a":1,"b":2}""", true)]
    [InlineData("{ $.a = 1 && $.b = 2 }", """{"a":1,"b":3}""", false)]
    [InlineData("{ ($.a = 9) || ($.b = 2) }", """{"a":1,"b":2}""", true)]
    [InlineData("{ $.a = 1 && ($.b = 9 || $.c = 3) }", """{"a":1,"b":2,"c":3}""", true)]
    [InlineData("{ $.a = 1 }", "not json", false)]
    [InlineData("{ $.a = 1 }", "[1]", false)]
    public void Matches_json(string pattern, string message, bool expected) =>
        Assert.Equal(expected, Fits(pattern, message));

    [Theory]
    [InlineData("a-b")]
    [InlineData("\"open")]
    [InlineData("?")]
    [InlineData("[ip, user, ...]")]
    [InlineData("{ $.a }")]
    [InlineData("{ $.a = }")]
    [InlineData("{ $.a IS NULL }")]
    [InlineData("{ $.a = %x% }")]
    [InlineData("{ $.a > \"x\" }")]
    [InlineData("{ a = 1 }")]
    [InlineData("{ ($.a = 1 }")]
    [InlineData("{ $.a = 1")]
    [InlineData("%regex%")]
    public void Refuses_what_it_does_not_understand(string pattern) => Assert.Equal(
        "InvalidParameterException", Assert.Throws<ServiceException>(() => FilterPattern.Parse(pattern)).Type);

    private static bool Fits(string pattern, string message) =>
        FilterPattern.Parse(pattern).Matches(Encoding.UTF8.GetBytes(message));
}
