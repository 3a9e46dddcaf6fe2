using System.Xml.Linq;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

public sealed class ProjectTests
{
    private static readonly string[] Projects =
        [.. TrackedTree.Paths.Where(p => p.EndsWith(".csproj", StringComparison.Ordinal)).Order()];

    [Fact]
    public void The_solution_names_every_project() => Assert.Equal(
        Projects,
        XDocument.Parse(TrackedTree.Text("PhiLens.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value)
            .Order());

    [Fact]
    public void Every_project_has_its_lock_file() => Assert.All(Projects, project =>
        Assert.Contains(project[..(project.LastIndexOf('/') + 1)] + "packages.lock.json", TrackedTree.Paths));

    [Fact]
    public void Package_versions_stand_in_one_file() => Assert.All(Projects, project => Assert.DoesNotContain(
        XDocument.Parse(TrackedTree.Text(project)).Descendants("PackageReference"),
        p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null));
}
