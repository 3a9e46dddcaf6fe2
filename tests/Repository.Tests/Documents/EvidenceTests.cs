using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Documents;

public sealed partial class EvidenceTests
{
    private static readonly string[] Documents =
        [.. TrackedTree.Paths.Where(p => p.StartsWith("docs/", StringComparison.Ordinal) && p.EndsWith(".md"))];

    private static readonly HashSet<string> Tests =
    [
        .. from source in TrackedTree.SourcesIn("tests")
           from method in source.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
           where method.AttributeLists.Count > 0 && method.Parent is TypeDeclarationSyntax
           select $"{((TypeDeclarationSyntax)method.Parent!).Identifier.Text}.{method.Identifier.Text}",
    ];

    [Fact]
    public void Every_test_that_a_document_names_exists() => Rule.Holds(
        "A reader who looks for the proof finds it.",
        from document in Documents
        from Match name in TestNames().Matches(TrackedTree.Text(document))
        where !Tests.Contains(name.Groups[1].Value)
        select $"{document}:1: {name.Groups[1].Value}");

    [GeneratedRegex(@"`([A-Z]\w+Tests\.[A-Z]\w+_\w+)`")]
    private static partial Regex TestNames();
}
