using PhiLens.Sidecar.Configuration.FireLens;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class SurroundingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("philens-firelens-").FullName;

    [Fact]
    public void The_running_process_reads_files_folders_and_variables()
    {
        string main = Path.Combine(_folder, "fluent-bit.conf");
        File.WriteAllText(main, "@INCLUDE more-*.conf\n");
        File.WriteAllText(
            Path.Combine(_folder, "more-1.conf"),
            "[OUTPUT]\n    Name null\n    Match ${HOSTNAME}${NOT_SET_ANYWHERE}\n");

        FireLensResult result = FireLensReader.Read(main, FireLensSurroundings.Current);

        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Plan!.OutputsFor(
            Environment.GetEnvironmentVariable("HOSTNAME") ?? Environment.MachineName));
        Assert.True(FireLensReader.Read(Path.Combine(_folder, "missing"), FireLensSurroundings.Current).IsMissing);
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_read()
    {
        string path = Path.Combine(_folder, "long.conf");
        File.WriteAllText(path, new string('#', (1 << 20) + 1));

        Assert.Single(FireLensReader.Read(path, FireLensSurroundings.Current).Errors);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
