using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Ecs;
using PhiLens.Sidecar.Routing;
using PhiLens.Sidecar.Tests.Configuration;
using PhiLens.Sidecar.Tests.Configuration.FireLens;

namespace PhiLens.Sidecar.Tests.Routing;

public sealed class FireLensRoutesTests
{
    private const string Tag = "api-firelens-0123456789abcdef";

    private static readonly TaskMetadata Task = new("0123abcd", "prod", "web", "7", "host")
    {
        TaskArn = "arn:aws:ecs:us-east-1:111122223333:task/prod/0123abcd",
    };

    [Fact]
    public void The_stream_is_the_prefix_and_the_tag()
    {
        LogStreamName name = Name("cloudwatch_logs", "log_group_name /ecs/clinic", "log_stream_prefix api-");

        Assert.Equal(new LogStreamName("/ecs/clinic", $"api-{Tag}"), name);
    }

    [Theory]
    [InlineData("worker/$(ecs_task_id)", "worker/0123abcd")]
    [InlineData("$(ecs_cluster)/$(tag)", $"prod/{Tag}")]
    [InlineData("$(tag[0])-$(source)", $"{Tag}-stdout")]
    [InlineData("$(ecs_task_arn)", "arn.aws.ecs.us-east-1.111122223333.task/prod/0123abcd")]
    [InlineData("$(tag[4])", "/fluentbit-default")]
    [InlineData("$(region)", "here")]
    public void The_go_plugins_templates_name_streams_and_illegal_characters_become_dots(string stream, string expected)
    {
        LogStreamName name = Name("cloudwatch", "log_group_name g", $"log_stream_name {stream}");

        Assert.Equal(expected, name.Stream);
    }

    [Theory]
    [InlineData("$TAG[0].x", $"{Tag}.x")]
    [InlineData("$source.$region", "stdout.here")]
    [InlineData("$TAG[7]", "fallback")]
    public void The_c_plugins_templates_name_groups_with_the_plain_name_as_fallback(string template, string expected)
    {
        LogStreamName name = Name(
            "cloudwatch_logs",
            "log_group_name fallback",
            $"log_group_template {template}",
            "log_stream_name s");

        Assert.Equal(expected, name.Group);
    }

    [Fact]
    public void A_name_of_a_records_field_has_the_fallback_where_the_record_has_none()
    {
        RouteTarget target = Assert.Single(Route(
            "cloudwatch_logs",
            "log_group_name g",
            "log_stream_name s",
            "log_stream_template $container_name")!.Targets);

        Assert.NotNull(target.Name);
        Assert.Equal("s", target.Destination.Stream);
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut() => Assert.Equal(
        512, Name("cloudwatch_logs", "log_group_name g", $"log_stream_prefix {new string('x', 500)}").Stream.Length);

    [Fact]
    public void A_record_goes_to_every_output_that_matches_and_each_has_its_number()
    {
        string file = $"""
            {Output("cloudwatch_logs", "*", "log_group_name a", "log_stream_name s")}
            {Output("cloudwatch_logs", "worker*", "log_group_name b", "log_stream_name s")}
            {Output("cloudwatch_logs", "api-*", "log_group_name c", "log_stream_name s", "log_key log")}
            [OUTPUT]
                Name null
                Match *
            """;

        IReadOnlyList<RouteTarget> targets = Routes(file).Find(Values(Tag))!.Targets;

        Assert.Equal(["a", "c"], targets.Select(t => t.Destination.Group));
        Assert.Equal([0, 2], targets.Select(t => t.Destination.Output));
    }

    [Fact]
    public void What_only_null_takes_is_left_out_and_counts_as_taken()
    {
        FireLensRoutes routes = Routes($"""
            {Output("cloudwatch_logs", "api-*", "log_group_name a", "log_stream_name s")}
            [OUTPUT]
                Name null
                Match noise*
            """);

        Assert.Null(routes.Find(Values("noise")));
        Assert.True(routes.IsTaken("noise"));
        Assert.Null(routes.Find(Values("stray")));
        Assert.False(routes.IsTaken("stray"));
    }

    [Fact]
    public void Templates_of_the_settings_win_over_the_files_names()
    {
        FireLensRoutes routes = Routes(
            Output(
                "cloudwatch_logs", "*", "log_group_name a", "log_stream_name s", "log_stream_template $container_id"),
            ("PHILENS_CLOUDWATCH__LOGGROUP", "/ecs/{family}"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/{stream}"));

        RouteTarget target = Assert.Single(routes.Find(Values(Tag))!.Targets);

        Assert.Equal(new LogStreamName("/ecs/web", "api/stdout"), target.Destination);
        Assert.Null(target.Name);
    }

    [Fact]
    public void Whatever_a_tag_holds_names_are_legal()
    {
        FireLensRoutes routes = Routes(
            Output("cloudwatch_logs", "*", "log_group_name g", "log_group_template $TAG", "log_stream_prefix x"));
        Random random = new(20261124);
        for (int i = 0; i < 2000; i++)
        {
            string tag = string.Concat(Enumerable.Range(0, random.Next(700)).Select(_ => random.Next(3) switch
            {
                0 => (char)random.Next(0x10000),
                1 => ":*\0\n/.\u2028"[random.Next(7)],
                _ => 'a',
            }));

            LogStreamName name = Assert.Single(routes.Find(Values(tag))!.Targets).Destination;

            Assert.InRange(name.Group.Length, 1, 512);
            Assert.InRange(name.Stream.Length, 1, 512);
            Assert.All(name.Group, c => Assert.True(LegalName.IsLegal(c, StreamTemplateKind.Group)));
            Assert.All(name.Stream, c => Assert.True(LegalName.IsLegal(c, StreamTemplateKind.Stream)));
        }
    }

    [Fact]
    public void A_field_whose_variable_has_no_value_is_not_added()
    {
        FilterSteps filters = Filters("Name record_modifier", "Match *", "Record team ${UNSET}");

        Assert.Equal(["region"], filters.Fields.Select(f => f.Key));
        Assert.Null(filters.Steps);
    }

    [Fact]
    public void Filters_of_other_tags_do_nothing_and_those_that_edit_stand_before_fields_that_are_added_last()
    {
        Assert.Null(Filters("Name grep", "Match worker*", "Exclude log x").Steps);
        Assert.NotNull(Filters("Name grep", "Match api*", "Exclude log x").Steps);

        FilterSteps filters = Filters("Name parser", "Match *", "Key_Name log", "Parser json");
        Assert.NotNull(filters.Steps);
        Assert.Empty(filters.Fields);
    }

    [Fact]
    public void A_multiline_filter_joins_the_lines_of_its_tags()
    {
        FilterSteps filters = Filters("Name multiline", "Match api*", "multiline.parser java, go");

        Assert.NotNull(filters.Grouping);
        Assert.Equal(["region"], filters.Fields.Select(f => f.Key));
        Assert.Null(Filters("Name multiline", "Match x*", "multiline.parser java").Grouping);
        Assert.Null(Filters("Name multiline", "Match *", "mode partial_message").Grouping);
    }

    [Theory]
    [InlineData(null, null, "tag")]
    [InlineData("other", null, "other")]
    [InlineData(null, "pre.", "pre.tag")]
    public void An_input_may_change_tags(string? tag, string? prefix, string expected) =>
        Assert.Equal(expected, new TagRule(tag, prefix).Apply("tag"));

    /// <summary>What a filter comes to for the tag, behind one that adds a region.</summary>
    private static FilterSteps Filters(params string[] lines) => new(AgentFile.Of($"""
        [FILTER]
            Name record_modifier
            Match *
            Record region here
        [FILTER]
            {string.Join("\n    ", lines)}
        """).Plan().FiltersFor(Tag));

    private static LogStreamName Name(string plugin, params string[] lines) =>
        Assert.Single(Route(plugin, lines)!.Targets).Destination;

    private static ForwardRoute? Route(string plugin, params string[] lines) =>
        Routes(Output(plugin, "*", lines)).Find(Values(Tag));

    private static string Output(string plugin, string match, params string[] lines) => $"""
        [OUTPUT]
            Name {plugin}
            Match {match}
            region us-east-1
            {string.Join("\n    ", lines)}
        """;

    private static FireLensRoutes Routes(string outputs, params (string Name, string Value)[] environment)
    {
        string file = $"""
            [INPUT]
                Name forward
                unix_path /var/run/fluent.sock
            [FILTER]
                Name record_modifier
                Match *
                Record region here
            {outputs}
            """;
        ConfigurationResult result = ConfigurationReader.Read(
            environment.ToDictionary(pair => pair.Name, pair => pair.Value),
            Given.Host with { FireLens = AgentFile.Of(file).Surroundings });
        Assert.Empty(result.Errors.Select(e => e.ToString()));
        return new FireLensRoutes(result.Options!.FireLens!, 0, Task);
    }

    private static StreamNameValues Values(string tag) => new()
    {
        Container = "api",
        Stream = "stdout",
        Tag = tag,
        TaskId = Task.TaskId,
        Cluster = Task.Cluster,
        Family = Task.Family,
        Revision = Task.Revision,
        HostName = Task.HostName,
    };
}
