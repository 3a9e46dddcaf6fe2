using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Binding;

namespace PhiLens.Sidecar.Tests.Configuration;

public sealed class MemoryLimitTests
{
    private const long MiB = 1024 * 1024;

    [Theory]
    [InlineData(64, 16)]
    [InlineData(255, 63)]
    [InlineData(1024, 64)]
    public void The_default_is_a_quarter_of_the_container_and_at_most_64_MiB(long container, long limit)
    {
        HostFacts host = Given.Host with { ContainerMemory = container * MiB };

        ConfigurationResult result = ConfigurationReader.Read(Given.Environment(), host);

        Assert.Equal(limit, result.Options!.Pipeline.MemoryLimit / MiB);
    }

    [Fact]
    public void More_than_forty_percent_of_the_container_is_refused()
    {
        HostFacts host = Given.Host with { ContainerMemory = 100 * MiB };

        Assert.Empty(ConfigurationReader.Read(Given.Environment(("PHILENS_MEMORY__LIMIT", "39MiB")), host).Errors);
        ConfigurationError error = Assert.Single(
            ConfigurationReader.Read(Given.Environment(("PHILENS_MEMORY__LIMIT", "41MiB")), host).Errors);
        Assert.Contains("at most 40 % of the container's memory limit of 100MiB", error.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory.max", "67108864\n", 67108864L)]
    [InlineData("memory.max", "max\n", null)]
    [InlineData("memory/memory.limit_in_bytes", "67108864\n", 67108864L)]
    [InlineData("memory/memory.limit_in_bytes", "9223372036854771712\n", null)]
    [InlineData("memory.max", "-5", null)]
    [InlineData("memory.max", "", null)]
    [InlineData("elsewhere", "67108864", null)]
    public void The_limit_is_read_from_either_version_of_control_groups(string file, string text, long? limit)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("philens-cgroup");
        try
        {
            string path = Path.Combine(root.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);

            Assert.Equal(limit, ContainerMemory.Limit(root.FullName));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
