using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PhiLens.Repository.Tests.Tree;

/// <summary>One C# file, parsed.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Root">Its syntax.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines, CompilationUnitSyntax Root)
{
    /// <summary>The folder's path from the root.</summary>
    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>The file's name without folder and ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Types and delegates that stand in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Types.Where(t => t.Parent is not TypeDeclarationSyntax);

    /// <summary>Every type and delegate.</summary>
    public IEnumerable<MemberDeclarationSyntax> Types => Root.DescendantNodes()
        .OfType<MemberDeclarationSyntax>()
        .Where(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>The namespace that it declares, or null.</summary>
    public string? Namespace =>
        Root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();

    public static SourceFile Parse(string path, string text)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, options, path);
        string[] lines = text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
        return new SourceFile(path, lines, tree.GetCompilationUnitRoot());
    }

    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.Text,
        DelegateDeclarationSyntax named => named.Identifier.Text,
        _ => throw new ArgumentException("Not a type.", nameof(type)),
    };

    /// <summary>What a failing rule says about a place in this file.</summary>
    public string At(SyntaxNode node, string complaint) => $"{Path}:{LineOf(node)}: {complaint}";

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
