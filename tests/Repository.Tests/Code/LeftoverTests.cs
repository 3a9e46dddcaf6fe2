using System.Text.RegularExpressions;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

public sealed class LeftoverTests
{
    // In two halves, so that this file does not break its own rules.
    private static readonly Regex Reminders = new(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b");
    private static readonly Regex MachinePaths = new(@"(?<![\w.}])/(wo" + @"rk|ro" + @"ot|ho" + @"me)/");
    private static readonly Regex Registries = new(
        @"nuget" + @"\.org|npm" + @"js\.(org|com)|debian" + @"\.org|pypi" + @"\.org|ghcr" + @"\.io|quay" + @"\.io|"
        + @"docker" + @"\.io/|mcr\.micro" + @"soft\.com");

    [Fact]
    public void Nothing_is_left_to_do() => Rule.Holds(
        "What is left to do is an issue, not a comment.", Complaints(TrackedTree.TextFiles, Reminders));

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine() => Rule.Holds(
        "The repository works wherever it is cloned.", Complaints(TrackedTree.TextFiles, MachinePaths));

    [Fact]
    public void Only_container_builds_name_a_registry() => Rule.Holds(
        "Where packages come from is the machine's business; only the bases of images have names with a host.",
        Complaints(TrackedTree.TextFiles.Where(p => !NamesImages(p)), Registries));

    [Fact]
    public void The_rules_see_what_breaks_them()
    {
        Assert.Matches(Reminders, "// TO" + "DO: later");
        Assert.Matches(MachinePaths, "cd /ho" + "me/ada/philens");
        Assert.DoesNotMatch(MachinePaths, "docs/wo" + "rk/notes.md");
        Assert.Matches(Registries, "https://api.nuget" + ".org/v3");
    }

    private static bool NamesImages(string path) =>
        path == "compose.yaml" || path.EndsWith("Dockerfile", StringComparison.Ordinal);

    private static IEnumerable<string> Complaints(IEnumerable<string> paths, Regex pattern) =>
        from path in paths
        from line in TrackedTree.Text(path).Split('\n').Index()
        let match = pattern.Match(line.Item)
        where match.Success
        select $"{path}:{line.Index + 1}: {match.Value}";
}
