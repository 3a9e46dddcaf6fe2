using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

/// <summary>The rules of size: each gives a complaint for every place that breaks it.</summary>
internal static class Sizes
{
    private const int MostLinesOfAFile = 300;
    private const int MostLinesOfAMethod = 50;
    private const int LongestLine = 120;
    private const int MostlyText = 40;
    private const int DeepestNesting = 3;
    private const int MostConstructorParameters = 6;

    public static IEnumerable<string> LongFiles(SourceFile file)
    {
        if (file.Lines.Count > MostLinesOfAFile)
        {
            yield return $"{file.Path}:{MostLinesOfAFile + 1}: the file has {file.Lines.Count} lines";
        }
    }

    /// <summary>A line that is mostly text is data or a message, which a break would make harder to read.</summary>
    public static IEnumerable<string> LongLines(SourceFile file)
    {
        HashSet<int> ofText = [.. file.Root.DescendantTokens().Where(IsText).SelectMany(LinesOfText)];
        return LongLines(file.Path, [.. file.Lines.Select((line, i) => ofText.Contains(i) ? "" : line)]);
    }

    public static IEnumerable<string> LongLines(string path, IReadOnlyList<string> lines) => lines
        .Select((line, index) => (line.Length, Number: index + 1))
        .Where(line => line.Length > LongestLine)
        .Select(line => $"{path}:{line.Number}: the line has {line.Length} characters");

    public static IEnumerable<string> LongMethods(SourceFile file) => Bodies(file)
        .Select(body => (Body: body, Count: LinesOf(body)))
        .Where(method => method.Count > MostLinesOfAMethod)
        .Select(method => file.At(method.Body, $"the method has {method.Count} lines"));

    public static IEnumerable<string> DeepNesting(SourceFile file) => Bodies(file)
        .SelectMany(body => body.DescendantNodes(n => n == body || !IsBody(n)))
        .Where(node => IsControl(node) && DepthOf(node) == DeepestNesting + 1)
        .Select(node => file.At(node, $"the statement stands {DeepestNesting + 1} deep"));

    public static IEnumerable<string> ManyParameters(SourceFile file) => file.Root.DescendantNodes()
        .Select(node => (Node: node, Count: ConstructorParameters(node)))
        .Where(constructor => constructor.Count > MostConstructorParameters)
        .Select(constructor => file.At(constructor.Node, $"the constructor has {constructor.Count} parameters"));

    private static bool IsText(SyntaxToken token) => token.IsKind(SyntaxKind.StringLiteralToken)
        || token.IsKind(SyntaxKind.Utf8StringLiteralToken)
        || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
        || token.Text.StartsWith("\"\"\"", StringComparison.Ordinal);

    private static IEnumerable<int> LinesOfText(SyntaxToken token)
    {
        FileLinePositionSpan span = token.GetLocation().GetLineSpan();
        return token.Text.Split('\n')
            .Select((text, i) => (text.Length, Line: span.StartLinePosition.Line + i))
            .Where(part => part.Length >= MostlyText)
            .Select(part => part.Line);
    }

    private static int ConstructorParameters(SyntaxNode node) => node switch
    {
        ConstructorDeclarationSyntax constructor => constructor.ParameterList.Parameters.Count,
        TypeDeclarationSyntax type => type.ParameterList?.Parameters.Count ?? 0,
        _ => 0,
    };

    private static IEnumerable<SyntaxNode> Bodies(SourceFile file) => file.Root.DescendantNodes().Where(IsBody);

    private static bool IsBody(SyntaxNode node) => node
        is BaseMethodDeclarationSyntax
        or AccessorDeclarationSyntax
        or LocalFunctionStatementSyntax;

    private static int LinesOf(SyntaxNode node)
    {
        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static int DepthOf(SyntaxNode node) =>
        node.AncestorsAndSelf().TakeWhile(n => !IsBody(n)).Count(n => IsControl(n) && !IsElseIf(n));

    private static bool IsElseIf(SyntaxNode node) => node is IfStatementSyntax { Parent: ElseClauseSyntax };

    private static bool IsControl(SyntaxNode node) => node
        is IfStatementSyntax
        or ForStatementSyntax
        or CommonForEachStatementSyntax
        or WhileStatementSyntax
        or DoStatementSyntax
        or SwitchStatementSyntax
        or TryStatementSyntax
        or UsingStatementSyntax
        or LockStatementSyntax
        or FixedStatementSyntax;
}
