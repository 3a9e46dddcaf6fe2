using System.Globalization;
using PhiLens.Repository.Tests.Tree;
using PhiLens.Sidecar.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace PhiLens.Repository.Tests.Packaging;

public sealed class ComposeTests
{
    private static readonly Dictionary<object, object> Document = Parse();

    private static Dictionary<object, object> Services => Map(Document, "services");

    private static Dictionary<object, object> Sidecar => Map(Services, "sidecar");

    private static Dictionary<object, object> Application => Map(Services, "app");

    [Fact]
    public void It_has_the_application_the_sidecar_and_the_stand_in() =>
        Assert.Equal(["app", "localaws", "sidecar"], Services.Keys.Cast<string>().Order());

    [Fact]
    public void The_sidecar_accepts_every_setting() => Assert.NotEmpty(SidecarOptions().Sources.Fifo);

    [Fact]
    public void Every_service_is_hardened() => Assert.All(Services.Keys.Cast<string>(), name =>
    {
        Dictionary<object, object> service = Map(Services, name);
        Assert.Equal("true", service["read_only"]);
        Assert.Equal(["ALL"], Texts(service, "cap_drop"));
        Assert.Contains("no-new-privileges:true", Texts(service, "security_opt"));
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", Text(service, "user"));
        Assert.DoesNotContain("privileged", service.Keys);
    });

    [Fact]
    public void The_sidecar_is_the_product_of_this_repository_as_its_own_user()
    {
        Dockerfile product = Dockerfile.Read("Dockerfile");
        Assert.Equal(product.Arguments("USER").Single(), Text(Sidecar, "user"));
        Dictionary<object, object> build = Map(Sidecar, "build");
        Assert.Equal(".", Text(build, "context"));
        Assert.All(Map(build, "args"), argument =>
        {
            string start = $"{argument.Key}=";
            string standard = product.Arguments("ARG").Single(a => a.StartsWith(start, StringComparison.Ordinal));
            Assert.Equal($"${{{argument.Key}:-{standard[start.Length..]}}}", argument.Value);
        });
    }

    [Fact]
    public void The_drain_ends_before_the_container_is_killed()
    {
        string grace = Text(Sidecar, "stop_grace_period");
        var stop = TimeSpan.FromSeconds(int.Parse(grace.TrimEnd('s'), CultureInfo.InvariantCulture));
        Assert.InRange(SidecarOptions().Drain + TimeSpan.FromSeconds(5), TimeSpan.Zero, stop);
    }

    [Fact]
    public void The_application_writes_to_the_pipes_that_the_sidecar_reads()
    {
        string[] command = Texts(Application, "command");
        Assert.Equal(SidecarOptions().Sources.Fifo, command[^2..]);
        Assert.Contains("streams:/streams:ro", Texts(Application, "volumes"));
        Assert.Contains("streams:/streams", Texts(Sidecar, "volumes"));
        Assert.Contains("examples" + command[0], TrackedTree.Paths);
    }

    [Fact]
    public void The_stand_in_is_open_to_this_machine_only() =>
        Assert.All(Texts(Map(Services, "localaws"), "ports"), port => Assert.StartsWith("127.0.0.1:", port));

    [Fact]
    public void The_sidecar_trusts_the_stand_ins_own_authority_and_verifies_it()
    {
        SidecarOptions options = SidecarOptions();
        Assert.Equal("/ca/ca.pem", options.CaFile);
        Assert.Equal("https", options.CloudWatch.Endpoint!.Scheme);
        Assert.Contains("ca:/ca:ro", Texts(Sidecar, "volumes"));
        Assert.Contains(options.CloudWatch.Endpoint.Host, Texts(Map(Services, "localaws"), "command"));
    }

    private static SidecarOptions SidecarOptions()
    {
        long memory = long.Parse(Text(Sidecar, "mem_limit").TrimEnd('m'), CultureInfo.InvariantCulture) * 1024 * 1024;
        return Accepted.Options(
            Map(Sidecar, "environment").ToDictionary(e => (string)e.Key, e => (string)e.Value), memory);
    }

    private static Dictionary<object, object> Parse()
    {
        var parser = new MergingParser(new Parser(new StringReader(TrackedTree.Text("compose.yaml"))));
        parser.Consume<StreamStart>();
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser);
    }

    private static Dictionary<object, object> Map(Dictionary<object, object> parent, string key) =>
        (Dictionary<object, object>)parent[key];

    private static string Text(Dictionary<object, object> parent, string key) => (string)parent[key];

    private static string[] Texts(Dictionary<object, object> parent, string key) =>
        [.. ((List<object>)parent[key]).Cast<string>()];
}
