using System.Text.Json;
using PhiLens.Repository.Tests.Tree;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Repository.Tests.Packaging;

public sealed class TaskDefinitionTests
{
    /// <summary>The longest stop that Fargate grants, in seconds.</summary>
    private const int LongestStop = 120;

    private static readonly JsonElement Definition =
        JsonDocument.Parse(TrackedTree.Text("task-definition.example.json")).RootElement;

    private static JsonElement Sidecar => Container("philens");

    private static JsonElement Application => Container("clinic");

    [Fact]
    public void The_sidecar_accepts_every_setting() => Assert.NotEmpty(SidecarOptions().Sources.Fifo);

    [Fact]
    public void The_drain_ends_before_the_container_is_killed()
    {
        TimeSpan stop = TimeSpan.FromSeconds(Sidecar.GetProperty("stopTimeout").GetInt32());
        Assert.InRange(SidecarOptions().Drain + TimeSpan.FromSeconds(5), TimeSpan.Zero, stop);
        Assert.InRange(stop, TimeSpan.Zero, TimeSpan.FromSeconds(LongestStop));
    }

    [Fact]
    public void Every_container_is_hardened() => Assert.All(Containers(), container =>
    {
        Assert.True(container.GetProperty("readonlyRootFilesystem").GetBoolean());
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", container.GetProperty("user").GetString());
        JsonElement capabilities = container.GetProperty("linuxParameters").GetProperty("capabilities");
        Assert.Equal(["ALL"], Strings(capabilities.GetProperty("drop")));
        Assert.False(capabilities.TryGetProperty("add", out _));
        Assert.False(container.TryGetProperty("privileged", out _));
    });

    [Fact]
    public void The_sidecar_runs_as_the_user_who_owns_the_streams() => Assert.Equal(
        Dockerfile.Read("Dockerfile").Arguments("USER").Single(), Sidecar.GetProperty("user").GetString());

    [Fact]
    public void The_application_starts_after_the_sidecar_and_therefore_stops_before_it()
    {
        JsonElement dependency = Assert.Single(Application.GetProperty("dependsOn").EnumerateArray());
        Assert.Equal("philens", dependency.GetProperty("containerName").GetString());
        Assert.Equal("START", dependency.GetProperty("condition").GetString());
        Assert.False(Sidecar.TryGetProperty("dependsOn", out _));
    }

    [Fact]
    public void The_application_waits_for_each_pipe_and_writes_to_each()
    {
        string? command = Assert.Single(Strings(Application.GetProperty("command")));
        Assert.All(SidecarOptions().Sources.Fifo, pipe =>
        {
            Assert.Contains($"[ -p {pipe} ]", command, StringComparison.Ordinal);
            Assert.Contains($">{pipe}", command, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Both_share_the_volume_and_only_the_sidecar_can_make_files_in_it()
    {
        JsonElement shared = Assert.Single(Definition.GetProperty("volumes").EnumerateArray());
        string? volume = shared.GetProperty("name").GetString();
        string[] volumes = Dockerfile.Read("Dockerfile").Arguments("VOLUME");
        Assert.All(Containers(), container =>
        {
            JsonElement mount = Assert.Single(container.GetProperty("mountPoints").EnumerateArray());
            Assert.Equal(volume, mount.GetProperty("sourceVolume").GetString());
            Assert.Contains(mount.GetProperty("containerPath").GetString(), volumes);
            bool isSidecar = container.GetProperty("name").GetString() == "philens";
            Assert.Equal(!isSidecar, mount.GetProperty("readOnly").GetBoolean());
        });
    }

    [Fact]
    public void No_log_line_leaves_the_application_past_the_sidecar() =>
        Assert.False(Application.TryGetProperty("logConfiguration", out _));

    private static SidecarOptions SidecarOptions() => Accepted.Options(
        Sidecar.GetProperty("environment").EnumerateArray().ToDictionary(
            e => e.GetProperty("name").GetString()!, e => e.GetProperty("value").GetString()!),
        Sidecar.GetProperty("memory").GetInt64() * 1024 * 1024);

    private static JsonElement.ArrayEnumerator Containers() =>
        Definition.GetProperty("containerDefinitions").EnumerateArray();

    private static JsonElement Container(string name) =>
        Containers().Single(c => c.GetProperty("name").GetString() == name);

    private static IEnumerable<string?> Strings(JsonElement array) => array.EnumerateArray().Select(e => e.GetString());
}
