using PhiLens.LocalAws.Hosting;

namespace PhiLens.LocalAws.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void Reads_every_argument()
    {
        var options = Parse(
            "--listen 127.0.0.1:0 --data d --metadata [::1]:81 --discard --host a --host b "
            + "--credentials i:s:t").Options!;

        Assert.Equal("127.0.0.1:0", options.Listen.ToString());
        Assert.Equal("[::1]:81", options.Metadata!.ToString());
        Assert.Equal("d", options.Data);
        Assert.True(options.Discard);
        Assert.Equal(["a", "b"], options.Hosts);
        Assert.Equal("s:t", options.Credentials["i"]);
        Assert.Equal("local", options.Credentials["local"]);
    }

    [Fact]
    public void Listens_on_loopback_unless_told() =>
        Assert.Equal("127.0.0.1:9443", Parse("--data d").Options!.Listen.ToString());

    [Theory]
    [InlineData("", "--data")]
    [InlineData("--data", "--data")]
    [InlineData("--data d --listen", "--listen")]
    [InlineData("--data d --listen 127.0.0.1", "--listen")]
    [InlineData("--data d --listen 127.0.0.1:70000", "--listen")]
    [InlineData("--data d --listen nowhere:1", "--listen")]
    [InlineData("--data d --metadata x", "--metadata")]
    [InlineData("--data d --credentials x", "--credentials")]
    [InlineData("--data d --credentials x:", "--credentials")]
    [InlineData("--data d --host a_b/", "--host")]
    [InlineData("--data d --verbose", "--verbose")]
    [InlineData("d", "d")]
    public void Names_the_argument_that_is_wrong(string line, string name)
    {
        var command = Parse(line);

        Assert.Null(command.Options);
        Assert.StartsWith(name + " ", command.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_help_whatever_else_is_said()
    {
        Assert.True(Parse("--nonsense --help").WantsHelp);
        Assert.Contains("--listen", CommandLine.Help, StringComparison.Ordinal);
    }

    private static CommandLine Parse(string line) =>
        CommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
