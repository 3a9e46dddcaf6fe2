using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Templates;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class TemplateTests
{
    private static readonly TemplateValues Values = new()
    {
        Tag = "api-firelens-1.x",
        ContainerId = "c0ffee",
        ContainerName = "/ecs-clinic-7-api",
        Source = "stdout",
        TaskId = "1",
        Cluster = "prod",
        TaskArn = "arn:1",
        Uuid = "u",
        AddedFields = new Dictionary<string, string> { ["team"] = "care" },
    };

    [Theory]
    [InlineData("a.$TAG", "a.api-firelens-1.x")]
    [InlineData("$TAG[0].$TAG[1]", "api-firelens-1.x")]
    [InlineData("$container_id", "c0ffee")]
    [InlineData("$source.$team", "stdout.care")]
    [InlineData("x$container_name", "x/ecs-clinic-7-api")]
    [InlineData("$TAG[7]", "fallback")]
    public void The_c_plugins_templates_take_what_is_known_about_a_record(string template, string name) =>
        Assert.Equal(name, Stream("cloudwatch_logs", $"log_stream_template {template}").Render(Values));

    [Theory]
    [InlineData("$(tag)", "api-firelens-1.x")]
    [InlineData("$(tag[0])/$(tag[1])", "api-firelens-1/x")]
    [InlineData("$(ecs_cluster)-$(ecs_task_id)-$(uuid)", "prod-1-u")]
    [InlineData("$(ecs_task_arn)", "arn:1")]
    [InlineData("$(container_id)$(source)$(team)", "c0ffeestdoutcare")]
    [InlineData("plain", "plain")]
    [InlineData("$(tag[9])", "/fluentbit-default")]
    public void The_go_plugins_names_are_templates(string template, string name) =>
        Assert.Equal(name, Stream("cloudwatch", $"log_stream_name {template}").Render(Values));

    [Fact]
    public void The_go_plugins_default_holds_when_a_value_is_missing() => Assert.Equal(
        "other",
        Stream("cloudwatch", "log_stream_name $(tag[9])\n    default_log_stream_name other").Render(Values));

    [Theory]
    [InlineData("cloudwatch_logs", "log_group_template $log")]
    [InlineData("cloudwatch_logs", "log_stream_template a.$kubernetes['host']")]
    [InlineData("cloudwatch_logs", "log_stream_template $patient.x")]
    [InlineData("cloudwatch", "log_stream_name $(log)")]
    [InlineData("cloudwatch", "log_stream_name $(json['user'])")]
    public void Log_content_never_becomes_a_name(string plugin, string option)
    {
        string error = AgentFile.Of(Text(plugin, option)).Error();

        Assert.Contains($"[OUTPUT] {option.Split(' ')[0]} would take a value from log content", error,
            StringComparison.Ordinal);
    }

    private static RecordTemplate Stream(string plugin, string option) =>
        ((CloudWatchOutput)Assert.Single(AgentFile.Of(Text(plugin, option)).Plan().Outputs)).Stream;

    private static string Text(string plugin, string option) =>
        $"[FILTER]\n    Name record_modifier\n    Match *\n    Record team care\n"
        + $"[OUTPUT]\n    Name {plugin}\n    Match *\n    log_group_name g\n"
        + (plugin == "cloudwatch" ? "" : "    log_stream_name fallback\n")
        + $"    {option}\n";
}
