using System.Text.Json;
using PhiLens.Repository.Tests.Tree;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;

namespace PhiLens.Repository.Tests.Packaging;

/// <summary>The task definitions that show PhiLens in FireLens' place, and in front of it.</summary>
public sealed class FireLensExampleTests
{
    private const string AgentPath = "/fluent-bit/etc/fluent-bit.conf";

    private static readonly JsonElement DropIn = Read("examples/drop-in.task-definition.json");

    private static readonly JsonElement InFront = Read("examples/in-front.task-definition.json");

    [Fact]
    public void In_firelens_place_nothing_is_set_but_the_image_and_the_user()
    {
        JsonElement router = Container(DropIn, "log_router");

        Assert.Contains("/philens:", router.GetProperty("image").GetString(), StringComparison.Ordinal);
        Assert.Equal(Dockerfile.Read("Dockerfile").Arguments("USER").Single(), router.GetProperty("user").GetString());
        Assert.Equal("""{"type":"fluentbit"}""", JsonSerializer.Serialize(router.GetProperty("firelensConfiguration")));
        Assert.False(router.TryGetProperty("environment", out _));
        Assert.False(router.TryGetProperty("command", out _));
    }

    [Fact]
    public void The_file_that_the_agent_makes_of_it_is_accepted_with_an_output_for_each_container()
    {
        string text = AgentFile.Write(DropIn);
        var facts = HostFacts.Current with
        {
            ContainerMemory = null,
            FireLens = new FireLensSurroundings(
                path => path == AgentPath ? text : null, static _ => [], static _ => null),
        };

        ConfigurationResult read = ConfigurationReader.Read(new Dictionary<string, string>(), facts);

        Assert.Empty(read.Errors.Select(e => e.ToString()));
        SidecarOptions options = read.Options!;
        Assert.Equal(
            ["/ecs/clinic", "/ecs/clinic-worker"],
            options.Outputs.Select(o => o.Output!.Group.ToText()));
        Assert.Equal(
            ["unix:/var/run/fluent.sock", "tcp:127.0.0.1:24224"], options.FireLens!.Inputs.Select(i => i.Address.Text));
        Assert.Equal(8877, options.FireLens.Plan.Probe!.Listen.Port);
    }

    [Fact]
    public void In_front_every_setting_is_known_and_records_go_to_the_routers_own_socket()
    {
        Dictionary<string, string> environment = Container(InFront, "philens").GetProperty("environment")
            .EnumerateArray()
            .ToDictionary(e => e.GetProperty("name").GetString()!, e => e.GetProperty("value").GetString()!);

        Assert.All(environment.Keys, name => Assert.Contains(name, Accepted.Variables));
        Assert.Equal("tcp:127.0.0.1:24224", environment["PHILENS_FORWARD__TO"]);
        Assert.Equal(
            "fluentbit",
            Container(InFront, "log_router").GetProperty("firelensConfiguration").GetProperty("type").GetString());
    }

    [Fact]
    public void In_front_no_line_of_the_application_goes_past_philens() =>
        Assert.False(Container(InFront, "clinic").TryGetProperty("logConfiguration", out _));

    [Fact]
    public void In_front_containers_start_in_the_order_of_the_records_way_and_stop_in_the_other()
    {
        Assert.Equal("log_router", DependencyOf("philens"));
        Assert.Equal("philens", DependencyOf("clinic"));
        Assert.Equal(
            """["CMD","/philens","healthcheck"]""",
            JsonSerializer.Serialize(Container(InFront, "philens").GetProperty("healthCheck").GetProperty("command")));
    }

    private static string? DependencyOf(string name) =>
        Assert.Single(Container(InFront, name).GetProperty("dependsOn").EnumerateArray())
            .GetProperty("containerName").GetString();

    private static JsonElement Read(string path) => JsonDocument.Parse(TrackedTree.Text(path)).RootElement;

    private static JsonElement Container(JsonElement definition, string name) =>
        definition.GetProperty("containerDefinitions").EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == name);
}
