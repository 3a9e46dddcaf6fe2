using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

public sealed class EventIdTests
{
    [Fact]
    public void Every_event_of_the_own_log_has_an_id_of_its_own()
    {
        (string Name, string Id)[] ids = [.. TrackedTree.SourcesIn("src/Sidecar/Logging")
            .Where(f => f.Name.EndsWith("EventIds", StringComparison.Ordinal))
            .SelectMany(f => f.Root.DescendantNodes().OfType<FieldDeclarationSyntax>())
            .Where(f => f.Modifiers.Any(SyntaxKind.ConstKeyword) && f.Declaration.Type.ToString() == "int")
            .SelectMany(f => f.Declaration.Variables)
            .Select(v => (v.Identifier.Text, v.Initializer!.Value.ToString()))];
        Assert.NotEmpty(ids);
        Rule.Holds("Whoever searches the log for an id finds one kind of event.", ids
            .GroupBy(id => id.Id)
            .Where(same => same.Count() > 1)
            .Select(same => $"src/Sidecar/Logging: {same.Key} is {string.Join(" and ", same.Select(s => s.Name))}"));
    }

    [Fact]
    public void Only_the_catalogue_writes_to_the_own_log()
    {
        string[] levels = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal"];
        Rule.Holds("One catalogue of events: one screen shows that none takes a record's bytes.", TrackedTree
            .SourcesIn("src/Sidecar")
            .Where(f => f.Path != "src/Sidecar/Logging/LogEvents.cs")
            .SelectMany(file => file.Root.DescendantNodes()
                .OfType<InvocationExpressionSyntax>()
                .Select(call => call.Expression)
                .OfType<MemberAccessExpressionSyntax>()
                .Where(call => levels.Contains(call.Name.Identifier.Text)
                    && call.Expression.ToString().EndsWith("log", StringComparison.OrdinalIgnoreCase))
                .Select(call => file.At(call, $"writes to the log: {call}"))));
    }
}
