using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

public sealed partial class NamingTests
{
    /// <summary>Words that say nothing about what a type does.</summary>
    private static readonly HashSet<string> EmptyWords =
        new(["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Utilities", "Base", "Impl", "Common"]);

    /// <summary>Names that would hide a type of the framework from every file within.</summary>
    private static readonly HashSet<string> FrameworkTypes =
        new(["Buffer", "Channel", "Console", "Convert", "Encoding", "Environment", "File", "Math", "Path", "Pipe",
            "Random", "Socket", "Stream", "String", "Task", "Timer"]);

    /// <summary>Attributes whose generated half needs a partial type.</summary>
    private static readonly string[] Generators =
        ["GeneratedRegex", "LibraryImport", "JsonSerializable", "LoggerMessage"];

    [Fact]
    public void No_type_or_file_has_a_name_that_says_nothing() => Rule.Holds(
        "A name says what the thing does.",
        TrackedTree.Sources.SelectMany(file => file.Types
            .Select(SourceFile.NameOf)
            .Append(file.Name)
            .Distinct()
            .Where(SaysNothing)
            .Select(name => $"{file.Path}:1: {name}")));

    [Fact]
    public void Every_file_holds_one_type_of_the_same_name() => Rule.Holds(
        "The listing of files tells the design.",
        TrackedTree.Sources.Where(f => f.TopLevelTypes.Any() && !HoldsItsType(f)).Select(f =>
            $"{f.Path}:1: holds {string.Join(", ", f.TopLevelTypes.Select(SourceFile.NameOf))}"));

    [Fact]
    public void Every_namespace_is_the_path() => Rule.Holds(
        "A file is found by its namespace.",
        TrackedTree.Sources
            .Where(f => f.TopLevelTypes.Any() && f.Namespace != NamespaceOf(f))
            .Select(f => $"{f.Path}:1: is in {f.Namespace}, must be in {NamespaceOf(f)}"));

    [Fact]
    public void No_namespace_hides_a_type_of_the_framework() => Rule.Holds(
        "Within such a namespace the framework's type needs its full name.",
        TrackedTree.Sources
            .Where(f => f.Namespace is { } name && name.Split('.').Any(FrameworkTypes.Contains))
            .Select(f => $"{f.Path}:1: {f.Namespace}"));

    [Fact]
    public void No_type_is_partial_but_for_generated_code() => Rule.Holds(
        "A partial type hides its size.",
        TrackedTree.Sources.SelectMany(file => file.Types
            .Where(t => t.Modifiers.Any(SyntaxKind.PartialKeyword) && !AsksAGenerator(t))
            .Select(t => file.At(t, $"{SourceFile.NameOf(t)} is partial"))));

    [Fact]
    public void There_are_no_regions() => Rule.Holds(
        "A region hides size.",
        TrackedTree.Sources.SelectMany(file => file.Root
            .DescendantNodes(descendIntoTrivia: true)
            .OfType<RegionDirectiveTriviaSyntax>()
            .Select(region => file.At(region, "a region"))));

    [Theory]
    [InlineData("PipeHelper", true)]
    [InlineData("BaseSource", true)]
    [InlineData("SourceManagerOptions", true)]
    [InlineData("IUtil", true)]
    [InlineData("Base64Text", false)]
    [InlineData("Database", false)]
    [InlineData("Implicit", false)]
    public void The_naming_rule_knows_words(string name, bool saysNothing) =>
        Assert.Equal(saysNothing, SaysNothing(name));

    [Theory]
    [InlineData("src/A/B.cs", "class B; class C;", false)]
    [InlineData("src/A/B.cs", "class C;", false)]
    [InlineData("src/A/B.cs", "class B { class Inner; }", true)]
    [InlineData("src/A/B{T}.cs", "class B<T>;", true)]
    [InlineData("src/A/B.cs", "delegate void B();", true)]
    public void The_one_type_rule_sees_what_breaks_it(string path, string text, bool holds) =>
        Assert.Equal(holds, HoldsItsType(SourceFile.Parse(path, text)));

    private static bool SaysNothing(string name) => Words().Matches(name).Any(word => EmptyWords.Contains(word.Value));

    private static bool HoldsItsType(SourceFile file) =>
        file.TopLevelTypes.Select(SourceFile.NameOf).SequenceEqual([file.Name.Split('{')[0]]);

    private static bool AsksAGenerator(MemberDeclarationSyntax type) => type
        .DescendantNodes()
        .OfType<AttributeSyntax>()
        .Any(a => Generators.Contains(a.Name.ToString()));

    private static string NamespaceOf(SourceFile file)
    {
        // One project may stand below another: the nearest one is the file's.
        string project = TrackedTree.Paths
            .Where(p => p.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(p => file.Path.StartsWith(p[..(p.LastIndexOf('/') + 1)], StringComparison.Ordinal))
            .MaxBy(p => p.LastIndexOf('/'))!;
        string root = XDocument.Parse(TrackedTree.Text(project)).Descendants("RootNamespace").Single().Value;
        string folders = file.Folder[Math.Min(file.Folder.Length, project.LastIndexOf('/'))..];
        return root + folders.Replace('/', '.');
    }

    [GeneratedRegex("[A-Z](?:[a-z0-9]+|(?![a-z]))")]
    private static partial Regex Words();
}
