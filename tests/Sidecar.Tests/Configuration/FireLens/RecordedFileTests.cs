using System.Net;
using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Templates;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class RecordedFileTests
{
    private const string External = "/fluent-bit/etc/external.conf";
    private const string Task = "0123456789abcdef0123456789abcdef";

    private static readonly TemplateValues Api = new() { Tag = $"api-firelens-{Task}", TaskId = Task };

    [Fact]
    public void The_file_of_awsvpc_is_understood_exactly()
    {
        FireLensPlan plan = AgentFile.Of(AgentFile.Recorded("firelens-awsvpc.conf")).Plan();

        Assert.Equal(["unix:/var/run/fluent.sock", "tcp:127.0.0.1:24224"], plan.Inputs.Select(i => i.Address.Text));
        Assert.Equal(["50MB", null], plan.Inputs.Select(i => i.MemoryLimit));
        Assert.All(plan.Inputs, i => Assert.Null(i.SharedKey ?? (object?)i.Tag ?? i.TagPrefix ?? (object?)i.UnixMode));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 8877), plan.Probe!.Listen);
        Assert.Equal(new ServiceSettings(), plan.Service);
        Assert.Equal(2, plan.Filters.Count);
        AssertGrep(plan.Filters[0], isExclude: true, "GET /healthz");
        AssertMetadata(plan.Filters[1], hasInstance: false);
        Assert.Equal([30, 34, 44], plan.Outputs.Select(o => o.Place.Line));
        Assert.Equal("firelens-healthcheck", Assert.IsType<NullOutput>(plan.Outputs[0]).Match.Shown);
        AssertOutput(plan.Outputs[1], "api-firelens*", "/ecs/clinic", "api-{tag}", createsGroup: true);
        CloudWatchOutput api = (CloudWatchOutput)plan.Outputs[1];
        Assert.Equal("log", api.LogKey);
        Assert.Equal(2192, api.RetentionDays);
        Assert.Equal($"api-api-firelens-{Task}", api.Stream.Render(Api));
        AssertOutput(plan.Outputs[2], "worker-firelens*", "/ecs/clinic-worker", "worker/{task_id}", createsGroup: true);
        CloudWatchOutput worker = (CloudWatchOutput)plan.Outputs[2];
        Assert.Null(worker.LogKey);
        Assert.Null(worker.RetentionDays);
        Assert.Equal($"worker/{Task}", worker.Stream.Render(Api));
    }

    [Fact]
    public void The_file_of_bridge_is_understood_exactly_with_its_external_file_and_its_secret()
    {
        FireLensPlan plan = AgentFile.Of(AgentFile.Recorded("firelens-bridge.conf"))
            .With(External, "[SERVICE]\n    Flush 1\n[FILTER]\n    Name modify\n    Match *\n    Remove container_id\n")
            .Variable("log_group_name_0", "/secret/group")
            .Plan();

        Assert.Equal(["unix:/var/run/fluent.sock", "tcp:0.0.0.0:24224"], plan.Inputs.Select(i => i.Address.Text));
        Assert.Equal(["25MB", null], plan.Inputs.Select(i => i.MemoryLimit));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 8877), plan.Probe!.Listen);
        Assert.Equal(3, plan.Filters.Count);
        AssertGrep(plan.Filters[0], isExclude: false, "an audit line");
        AssertMetadata(plan.Filters[1], hasInstance: true);
        ModifyFilter modify = Assert.IsType<ModifyFilter>(plan.Filters[2]);
        Assert.Equal([new ModifyRule(ModifyAction.Remove, "container_id", "")], modify.Rules);
        Assert.Equal($"{External}:3", modify.Place.ToString());
        Assert.Equal(2, plan.Outputs.Count);
        Assert.Equal("firelens-healthcheck", Assert.IsType<NullOutput>(plan.Outputs[0]).Match.Shown);
        AssertOutput(plan.Outputs[1], "api-firelens*", "/secret/group", "api-{tag}", createsGroup: false);
        Assert.Equal("(from a variable)", ((CloudWatchOutput)plan.Outputs[1]).Group.Shown);
        Assert.Null(((CloudWatchOutput)plan.Outputs[1]).LogKey);
    }

    [Fact]
    public void The_file_of_host_is_refused_for_its_output()
    {
        string error = AgentFile.Of(AgentFile.Recorded("firelens-host.conf")).Error();

        Assert.StartsWith(
            $"{AgentFile.Path}:8 [OUTPUT] names the output kinesis_firehose, and PhiLens has cloudwatch_logs, ",
            error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AgentFile.Path)]
    [InlineData("/fluentd/etc/fluent.conf")]
    public void The_file_of_fluentd_is_refused_for_its_syntax(string path)
    {
        FireLensResult result = AgentFile.Of("").With(path, AgentFile.Recorded("firelens-fluentd.conf")).Read(path);

        Assert.Equal(
            $"{path}:2 <source> is Fluentd's syntax, which is not read: set \"type\": \"fluentbit\" in the task "
                + "definition's firelensConfiguration.",
            Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void The_explanation_tells_every_section_on_one_line()
    {
        FireLensResult result = AgentFile.Of(AgentFile.Recorded("firelens-awsvpc.conf")).Read();

        Assert.Equal(8, result.Findings.Count);
        Assert.All(result.Findings, f => Assert.Equal(FindingKind.Kept, f.Kind));
        Assert.Equal(
            $"{AgentFile.Path}:34 [OUTPUT] kept: cloudwatch_logs for api-firelens*: the field \"log\" to group "
                + "/ecs/clinic, stream api-{tag}",
            result.Findings[6].ToString());
    }

    private static void AssertGrep(RecordFilter filter, bool isExclude, string line)
    {
        GrepFilter grep = Assert.IsType<GrepFilter>(filter);
        Assert.Equal("api-firelens*", grep.Match.Shown);
        Assert.Equal(GrepLogic.Legacy, grep.Logic);
        GrepRule rule = Assert.Single(grep.Rules);
        Assert.Equal(isExclude, rule.IsExclude);
        Assert.Equal("log", rule.Field.ToString());
        Assert.Matches(rule.Pattern, line);
        Assert.DoesNotMatch(rule.Pattern, "an info line");
    }

    private static void AssertMetadata(RecordFilter filter, bool hasInstance)
    {
        RecordModifierFilter modifier = Assert.IsType<RecordModifierFilter>(filter);
        Assert.True(modifier.Match.IsAll);
        Assert.Empty(modifier.Removed);
        Assert.Empty(modifier.Allowed);
        KeyValuePair<string, string>[] task =
        [
            new("ecs_cluster", "clinic-prod"),
            new("ecs_task_arn", $"arn:aws:ecs:us-east-1:111122223333:task/clinic-prod/{Task}"),
            new("ecs_task_definition", "clinic:7"),
        ];
        Assert.Equal(
            hasInstance ? [new("ec2_instance_id", "i-0123456789abcdef0"), .. task] : task,
            modifier.Added);
    }

    private static void AssertOutput(
        RecordOutput output, string match, string group, string stream, bool createsGroup)
    {
        CloudWatchOutput cloudWatch = Assert.IsType<CloudWatchOutput>(output);
        Assert.Equal(match, cloudWatch.Match.Shown);
        Assert.Equal("us-east-1", cloudWatch.Region);
        Assert.Equal(group, cloudWatch.Group.ToText());
        Assert.Equal(stream, cloudWatch.Stream.ToText());
        Assert.Equal(createsGroup, cloudWatch.CreateGroup);
        Assert.Null(cloudWatch.RoleArn ?? cloudWatch.LogGroupClass ?? cloudWatch.CaFile);
        Assert.Null((object?)cloudWatch.ExternalId ?? cloudWatch.Endpoint ?? cloudWatch.StsEndpoint);
        Assert.Empty(cloudWatch.Tags);
        Assert.False(cloudWatch.EmbeddedMetricFormat);
    }
}
