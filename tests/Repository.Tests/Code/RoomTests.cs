using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

public sealed class RoomTests
{
    private static readonly SourceFile[] Core = [.. TrackedTree.SourcesIn("src/Pipeline")];

    [Fact]
    public void No_room_of_the_core_knows_another()
    {
        var rooms = new Rooms(Core);
        Rule.Holds("Rooms share the words in Records and Accounting; only the root joins them.",
            Core.SelectMany(rooms.ForbiddenIn));
    }

    [Theory]
    [InlineData("Batching", "using PhiLens.Pipeline.Delivery;", "")]
    [InlineData("Batching", "using D = PhiLens.Pipeline.Delivery.Queue;", "")]
    [InlineData("Batching", "", "Delivery.Queue? _queue;")]
    [InlineData("Batching", "", "object _queue = Delivery.Queue.New();")]
    [InlineData("Batching", "", "void Walk(Lane lane) { }")]
    [InlineData("Records", "using PhiLens.Pipeline.Delivery;", "")]
    [InlineData("Accounting", "using PhiLens.Pipeline.Records;", "")]
    public void The_room_rule_sees_what_breaks_it(string room, string directive, string member)
    {
        string text = $"{directive}\nnamespace PhiLens.Pipeline.{room};\nclass Word {{ {member} }}";
        SourceFile file = Some(room, "Word", text);
        Assert.Single(SmallCore(file).ForbiddenIn(file));
    }

    [Theory]
    [InlineData("Batching", "using PhiLens.Pipeline.Records;\nusing System.Text;")]
    [InlineData("Batching", "using PhiLens.Pipeline.Accounting;")]
    [InlineData("Records", "using PhiLens.Pipeline.Accounting;")]
    public void The_room_rule_lets_the_shared_words_pass(string room, string directives)
    {
        SourceFile file = Some(room, "Word", $"{directives}\nnamespace PhiLens.Pipeline.{room};\nclass Word;");
        Assert.Empty(SmallCore(file).ForbiddenIn(file));
    }

    [Fact]
    public void The_listener_port_may_name_the_stream_and_no_other_record_word()
    {
        SourceFile port = Some("Accounting", "IPipelineListener", """
            using PhiLens.Pipeline.Records;
            namespace PhiLens.Pipeline.Accounting;
            interface IPipelineListener { void A(LogStreamName name); void B(LogRecord record); }
            """);
        string complaint = Assert.Single(SmallCore(port).ForbiddenIn(port));
        Assert.Contains("LogRecord", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_core_has_no_package_but_analyzers()
    {
        XDocument core = XDocument.Parse(TrackedTree.Text("src/Pipeline/PhiLens.Pipeline.csproj"));
        Assert.Empty(core.Descendants("PackageReference"));
        Assert.Empty(core.Descendants("FrameworkReference"));
        Assert.Empty(core.Descendants("ProjectReference"));
        XDocument shared = XDocument.Parse(TrackedTree.Text("Directory.Build.props"));
        Assert.All(
            shared.Descendants("PackageReference"),
            package => Assert.Equal("all", package.Attribute("PrivateAssets")?.Value));
    }

    [Fact]
    public void The_core_names_no_host()
    {
        string[] hosts = ["Amazon", "Serilog", "Microsoft", "PhiLens.Sidecar", "System.IO.File", "System.Net"];
        Rule.Holds("The core knows neither AWS, hosting, Serilog, files nor the network.", Core.SelectMany(file => file
            .Root.DescendantNodes()
            .OfType<QualifiedNameSyntax>()
            .Where(name => hosts.Any(h => $"{name}.".StartsWith(h + ".", StringComparison.Ordinal)))
            .Select(name => file.At(name, $"the core names {name}"))
            .Concat(file.Root.Usings
                .Where(u => u.Name is IdentifierNameSyntax one && hosts.Contains(one.Identifier.Text))
                .Select(u => file.At(u, $"the core uses {u.Name}")))));
    }

    [Fact]
    public void The_product_refers_to_nothing_outside_src()
    {
        IEnumerable<string> projects = TrackedTree.Paths
            .Where(p => p.StartsWith("src/", StringComparison.Ordinal))
            .Where(p => p.EndsWith(".csproj", StringComparison.Ordinal));
        IEnumerable<string?> references = projects
            .SelectMany(p => XDocument.Parse(TrackedTree.Text(p)).Descendants("ProjectReference"))
            .Select(r => r.Attribute("Include")?.Value);
        Assert.Equal(["../Pipeline/PhiLens.Pipeline.csproj"], references.Distinct());
    }

    [Fact]
    public void The_sidecar_uses_the_public_surface_of_the_core() => Assert.DoesNotContain(
        XDocument.Parse(TrackedTree.Text("src/Pipeline/PhiLens.Pipeline.csproj")).Descendants("InternalsVisibleTo"),
        friend => friend.Attribute("Include")?.Value is "philens" or "PhiLens.Sidecar");

    private static Rooms SmallCore(SourceFile file) => new(
    [
        Some("Records", "LogRecord", "namespace PhiLens.Pipeline.Records; class LogRecord; class LogStreamName;"),
        Some("Accounting", "Ledger", "namespace PhiLens.Pipeline.Accounting; class Ledger;"),
        Some("Delivery", "Queue", "namespace PhiLens.Pipeline.Delivery; class Queue;"),
        SourceFile.Parse("src/Pipeline/Lane.cs", "namespace PhiLens.Pipeline; class Lane;"),
        file,
    ]);

    private static SourceFile Some(string room, string name, string text) =>
        SourceFile.Parse($"src/Pipeline/{room}/{name}.cs", text);
}
