using PhiLens.Sidecar.CloudWatch.Naming;

namespace PhiLens.Sidecar.Tests.CloudWatch;

public sealed class StreamTemplateTests
{
    private static readonly StreamNameValues Values = new()
    {
        Container = "api",
        Stream = "stdout",
        Tag = "api-firelens-1",
        TaskId = "0123abcd",
        Cluster = "prod",
        Family = "web",
        Revision = "7",
        HostName = "ip-10-0-0-1",
    };

    [Theory]
    [InlineData("{container}/{task_id}", "api/0123abcd")]
    [InlineData("{tag}{stream}", "api-firelens-1stdout")]
    [InlineData("/ecs/{cluster}/{family}-{revision}#{hostname}", "/ecs/prod/web-7#ip-10-0-0-1")]
    [InlineData("plain", "plain")]
    public void Puts_values_in_the_place_of_placeholders(string template, string expected)
    {
        Assert.Equal(expected, Render(template, StreamTemplateKind.Stream));
        Assert.Equal(expected, Render(template, StreamTemplateKind.Group));
    }

    [Theory]
    [InlineData(nameof(StreamTemplateKind.Group), "a b:c*d|ü😀e", "x/a_b_c_d___e")]
    [InlineData(nameof(StreamTemplateKind.Stream), "a b:c*d|ü😀e", "x/a b_c_d|ü😀e")]
    [InlineData(nameof(StreamTemplateKind.Stream), "a\nb\u007Fc", "x/a_b_c")]
    [InlineData(nameof(StreamTemplateKind.Stream), "", "x/")]
    public void Makes_a_value_legal(string kind, string value, string expected) => Assert.Equal(
        expected, Render("x/{container}", Enum.Parse<StreamTemplateKind>(kind), Values with { Container = value }));

    [Fact]
    public void Replaces_half_a_character() => Assert.Equal(
        "a_b", Render("{tag}", StreamTemplateKind.Stream, Values with { Tag = "a\uD800b" }));

    [Fact]
    public void Never_renders_an_empty_name() =>
        Assert.Equal("_", Render("{container}", StreamTemplateKind.Group, Values with { Container = "" }));

    [Theory]
    [InlineData(512, 512)]
    [InlineData(513, 512)]
    [InlineData(2000, 512)]
    public void Cuts_a_name_that_is_too_long(int length, int expected) => Assert.Equal(
        expected,
        Render("{tag}", StreamTemplateKind.Group, Values with { Tag = new string('a', length) }).Length);

    [Fact]
    public void Splits_no_character_where_it_cuts()
    {
        string name = Render(
            "{tag}", StreamTemplateKind.Stream, Values with { Tag = new string('a', 511) + "😀" });

        Assert.Equal(new string('a', 511), name);
    }

    [Theory]
    [InlineData(nameof(StreamTemplateKind.Group), "", "LOGGROUP must not be empty.")]
    [InlineData(nameof(StreamTemplateKind.Stream), "", "LOGSTREAM must not be empty.")]
    [InlineData(nameof(StreamTemplateKind.Stream), "a{tag", "LOGSTREAM has a { without its }.")]
    [InlineData(nameof(StreamTemplateKind.Stream), "tag}", "LOGSTREAM has a } without its {.")]
    [InlineData(nameof(StreamTemplateKind.Stream), "a:b", "LOGSTREAM has the character ':', which")]
    [InlineData(nameof(StreamTemplateKind.Stream), "a*b", "LOGSTREAM has the character '*', which")]
    [InlineData(nameof(StreamTemplateKind.Stream), "a\tb", "LOGSTREAM has the character U+0009, which")]
    [InlineData(nameof(StreamTemplateKind.Group), "a b", "LOGGROUP has the character ' ', which")]
    [InlineData(nameof(StreamTemplateKind.Group), "{Tag}", "LOGGROUP has the unknown placeholder {Tag}; known")]
    [InlineData(nameof(StreamTemplateKind.Group), "{}", "LOGGROUP has the unknown placeholder {}; known")]
    [InlineData(nameof(StreamTemplateKind.Group), "{{tag}}", "LOGGROUP has the unknown placeholder {{tag}; known")]
    public void Says_what_is_wrong_and_where(string kind, string template, string expected)
    {
        StreamTemplateResult result = StreamTemplate.Parse(template, Enum.Parse<StreamTemplateKind>(kind));

        Assert.Null(result.Template);
        Assert.StartsWith($"PHILENS_CLOUDWATCH__{expected}", result.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Says_everything_that_is_wrong_at_once() =>
        Assert.Equal(3, StreamTemplate.Parse("a b {x} {tag", StreamTemplateKind.Group).Errors.Count);

    [Fact]
    public void A_literal_that_is_too_long_is_an_error() =>
        Assert.Single(StreamTemplate.Parse(new string('a', 513), StreamTemplateKind.Stream).Errors);

    private static string Render(string template, StreamTemplateKind kind, StreamNameValues? values = null)
    {
        StreamTemplateResult result = StreamTemplate.Parse(template, kind);
        Assert.Empty(result.Errors);
        return result.Template!.Render(values ?? Values);
    }
}
