using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class ClassicSyntaxTests
{
    private const string Output = "[OUTPUT]\n    Name null\n    Match ";

    [Fact]
    public void Cases_tabs_carriage_returns_comments_and_blank_lines_do_not_matter()
    {
        FireLensPlan plan = AgentFile.Of(
            "\uFEFF# first\r\n\r\n[oUtPuT]\r\n\t# within\r\n\tNAME\tnull\r\n  \r\n\tmatch   a b # c  \r\n").Plan();

        Assert.Equal("a b # c", Assert.Single(plan.Outputs).Match.Shown);
        Assert.Equal(3, plan.Outputs[0].Place.Line);
    }

    [Fact]
    public void An_include_is_relative_to_the_file_that_says_it_and_leaves_the_section_open()
    {
        FireLensPlan plan = AgentFile.Of("[OUTPUT]\n    Name null\n@include more/a.conf\n    Match x\n")
            .With("/fluent-bit/etc/more/a.conf", "@INCLUDE ../b.conf\n")
            .With("/fluent-bit/etc/b.conf", Output + "y\n")
            .Plan();

        Assert.Equal(["x", "y"], plan.Outputs.Select(o => o.Match.Shown));
        Assert.Equal("/fluent-bit/etc/b.conf:1", plan.Outputs[1].Place.ToString());
    }

    [Fact]
    public void A_pattern_includes_its_files_in_the_order_of_their_names()
    {
        FireLensPlan plan = AgentFile.Of("@INCLUDE /conf/*.conf\n")
            .With("/conf/b.conf", Output + "b")
            .With("/conf/a.conf", Output + "a")
            .With("/conf/a.txt", Output + "no")
            .Plan();

        Assert.Equal(["a", "b"], plan.Outputs.Select(o => o.Match.Shown));
    }

    [Fact]
    public void Variables_come_from_set_wherever_it_stands_then_from_the_environment_then_from_their_default()
    {
        FireLensPlan plan = AgentFile
            .Of("[INPUT]\n    Name forward\n    unix_path /a/${A}\n    Tag ${B}-${C:-c}\n@SET A=set\n")
            .Variable("A", "environment")
            .Variable("B", "${A}")
            .Plan();

        ForwardInput input = Assert.Single(plan.Inputs);
        Assert.Equal("/a/set", input.Address.UnixPath);
        Assert.Equal("${A}-c", input.Tag);
    }

    [Fact]
    public void A_variable_without_a_value_is_nothing_and_is_told_once()
    {
        FireLensResult result = AgentFile
            .Of("[FILTER]\n    Name record_modifier\n    Match *\n    Record a x${NONE}\n    Record b ${NONE}")
            .Read();

        Assert.NotNull(result.Plan);
        Assert.Equal(
            $"{AgentFile.Path}:4 [FILTER] note: the variable NONE is not set: it stands for nothing",
            Assert.Single(result.Findings, f => f.Kind == FindingKind.Note).ToString());
    }

    [Fact]
    public void A_missing_file_is_no_error_and_an_unreadable_one_is()
    {
        Assert.True(AgentFile.Of("").Read("/nowhere").IsMissing);
        Assert.Equal(
            "/forbidden:1 file cannot be read: check its rights and its size.",
            Assert.Single(AgentFile.Of("").Read("/forbidden").Errors).ToString());
    }

    [Fact]
    public void Files_of_the_aws_image_are_known_by_their_path()
    {
        FireLensPlan plan = AgentFile.Of(
            """
            @INCLUDE /fluent-bit/configs/parse-json.conf
            @INCLUDE /fluent-bit/configs/minimize-log-loss.conf
            @INCLUDE /fluent-bit/configs/output-metrics-healthcheck.conf
            """).Plan();

        var parser = Assert.IsType<PhiLens.Sidecar.Configuration.FireLens.Model.Filters.JsonParserFilter>(
            Assert.Single(plan.Filters));
        Assert.Equal(("log", true, false), (parser.Key, parser.KeepsOthers, parser.KeepsKey));
        Assert.Equal("0.0.0.0:2020", plan.Service.Http!.ToString());
        Assert.True(plan.Service.AnswersHealth);
    }

    [Fact]
    public void Service_keys_of_several_sections_go_together()
    {
        FireLensPlan plan = AgentFile.Of(
            "[SERVICE]\n    HTTP_Server On\n    HTTP_Port 2021\n    Log_Level debug\n[SERVICE]\n    Grace 30\n").Plan();

        Assert.Equal("0.0.0.0:2021", plan.Service.Http!.ToString());
        Assert.Equal(Serilog.Events.LogEventLevel.Debug, plan.Service.LogLevel);
    }

    [Fact]
    public void Endless_files_and_circles_end()
    {
        Assert.Contains("by a circle", AgentFile.Of($"@INCLUDE {AgentFile.Path}\n").Error(), StringComparison.Ordinal);
        Assert.Contains("too long", AgentFile.Of(new string('#', (1 << 20) + 1)).Error(), StringComparison.Ordinal);
        AgentFile deep = AgentFile.Of("@INCLUDE 0\n");
        for (int i = 0; i < 20; i++)
        {
            deep.With($"/fluent-bit/etc/{i}", $"@INCLUDE {i + 1}\n");
        }

        Assert.Contains("goes too far", deep.Error(), StringComparison.Ordinal);
        AgentFile many = AgentFile.Of(string.Concat(Enumerable.Range(0, 5000).Select(i => $"[NOPE{i}]\n    a b\n")));
        Assert.InRange(many.Read().Errors.Count, 1, 100);
    }

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "ab", false)]
    [InlineData("app-firelens*", "app-firelens-1", true)]
    [InlineData("app-firelens*", "app2-firelens-1", false)]
    [InlineData("*", "", true)]
    [InlineData("*a*b", "xaxxbxb", true)]
    [InlineData("*a*b", "xaxxbxc", false)]
    public void A_star_stands_for_any_characters(string glob, string tag, bool matches) =>
        Assert.Equal(matches, TagMatch.OfGlob(glob, glob).Matches(tag));

    [Fact]
    public void Several_outputs_take_the_same_record_and_an_expression_chooses_tags()
    {
        FireLensPlan plan = AgentFile.Of(Output + "a*\n" + Output + "*b\n"
            + "[OUTPUT]\n    Name null\n    Match_Regex ^a[0-9]\n").Plan();

        Assert.Equal([1, 4], plan.OutputsFor("ab").Select(o => o.Place.Line));
        Assert.Equal([1, 7], plan.OutputsFor("a1").Select(o => o.Place.Line));
    }
}
