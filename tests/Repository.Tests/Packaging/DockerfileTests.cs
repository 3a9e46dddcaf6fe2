using System.Text.RegularExpressions;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Packaging;

public sealed class DockerfileTests
{
    private static readonly Regex Secrets = new("(?i)secret|password|passwd|token|credential|access_key|api_?key");

    private static readonly Dockerfile Product = Dockerfile.Read("Dockerfile");

    public static TheoryData<string> All =>
        [.. TrackedTree.Paths.Where(p => p.EndsWith("Dockerfile", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_base_is_an_argument_with_a_default(string path)
    {
        Dockerfile file = Dockerfile.Read(path);
        IEnumerable<string> defaults = file.Instructions
            .TakeWhile(i => i.Name != "FROM")
            .Where(i => i.Arguments.Contains('=', StringComparison.Ordinal))
            .Select(i => i.Arguments.Split('=')[0]);
        Assert.All(file.Arguments("FROM"), from =>
        {
            Match argument = Regex.Match(from, @"^\$\{(\w+)\}");
            Assert.True(argument.Success, from);
            Assert.Contains(argument.Groups[1].Value, defaults);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_user_is_a_number_and_not_root(string path) =>
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", Assert.Single(Dockerfile.Read(path).Arguments("USER")));

    [Theory]
    [MemberData(nameof(All))]
    public void What_runs_is_in_exec_form(string path)
    {
        Dockerfile file = Dockerfile.Read(path);
        Assert.True(Dockerfile.IsExecForm(Assert.Single(file.Arguments("ENTRYPOINT"))));
        Assert.All(file.Arguments("CMD"), command => Assert.True(Dockerfile.IsExecForm(command), command));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_secret_has_a_place_in_it(string path) => Assert.All(
        Dockerfile.Read(path).Instructions.Where(i => i.Name is "ARG" or "ENV" or "LABEL"),
        i => Assert.DoesNotMatch(Secrets, i.Arguments));

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_fetched_but_bases_and_locked_packages(string path)
    {
        Dockerfile file = Dockerfile.Read(path);
        Assert.Empty(file.Arguments("ADD"));
        Assert.Contains(file.Arguments("RUN"), run => run.Contains("--locked-mode", StringComparison.Ordinal));
        Assert.All(file.Arguments("RUN"), run => Assert.DoesNotMatch("curl|wget|apt-get|apk |git ", run));
        // The lock files are for all architectures: a locked restore for one alone is refused.
        Assert.All(file.Arguments("RUN"), run => Assert.DoesNotMatch(@"dotnet restore[^&]* -r ", run));
        Assert.All(
            file.Arguments("RUN").Where(r => r.Contains("dotnet publish", StringComparison.Ordinal)),
            run => Assert.Contains("--no-restore", run, StringComparison.Ordinal));
    }

    [Fact]
    public void The_final_stage_needs_no_shell() =>
        Assert.DoesNotContain(Product.FinalStage, i => i.Name is "RUN" or "SHELL" or "HEALTHCHECK");

    [Fact]
    public void Both_architectures_are_built() => Assert.Contains(
        Product.Arguments("RUN"),
        run => run.Contains("linux-x64", StringComparison.Ordinal)
            && run.Contains("linux-arm64", StringComparison.Ordinal));

    [Fact]
    public void The_user_owns_the_volume_of_the_streams()
    {
        string user = Product.Arguments("USER").Single();
        string volume = Assert.Single(Product.Arguments("VOLUME"));
        int copied = IndexOf("COPY", $"--from=build --chown={user} /image{volume} {volume}");
        Assert.InRange(copied, 0, IndexOf("VOLUME", volume));

        static int IndexOf(string name, string arguments) => Product.Instructions.ToList().IndexOf((name, arguments));
    }

    [Fact]
    public void No_diagnostic_port_is_open() =>
        Assert.Contains("DOTNET_EnableDiagnostics=0", Product.FinalStage.Select(i => i.Arguments));

    [Fact]
    public void The_licence_goes_along() => Assert.Contains("LICENSE NOTICE /licenses/", Product.Arguments("COPY"));

    [Theory]
    [InlineData(".dockerignore", "Dockerfile")]
    [InlineData("tools/LocalAws/Dockerfile.dockerignore", "tools/LocalAws/Dockerfile")]
    public void The_context_holds_what_is_copied_and_nothing_else(string ignore, string dockerfile)
    {
        string[] rules = [.. TrackedTree.Text(ignore).Split('\n').Where(l => l.Length > 0 && l[0] != '#')];
        Assert.Equal("*", rules[0]);
        HashSet<string> let = [.. rules.Where(r => r[0] == '!').Select(r => r[1..])];
        HashSet<string> copied = [.. Dockerfile.Read(dockerfile).Arguments("COPY")
            .Where(c => !c.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(c => c.Split(' ')[..^1])
            .Select(p => let.FirstOrDefault(l => IsWithin(p, l)) ?? p)];
        Assert.Equal(let.Order(), copied.Order());

        static bool IsWithin(string path, string folder) =>
            $"{path.TrimEnd('/')}/".StartsWith(folder + "/", StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_image_is_of_the_sdk_that_global_json_asks_for()
    {
        string asked = Regex.Match(TrackedTree.Text("global.json"), @"""version"": ""(\d+\.\d+\.\d)").Groups[1].Value;
        Assert.All(All.Select(row => Dockerfile.Read(row.Data)), file =>
            Assert.Contains($"sdk:{asked}", file.Arguments("ARG")[0], StringComparison.Ordinal));
    }
}
