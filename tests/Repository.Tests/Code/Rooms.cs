using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

/// <summary>
/// Who may know whom within the core. <c>Records</c> and <c>Accounting</c> are the shared words; every other room
/// uses those and never another room; only the files at the core's root join rooms.
/// </summary>
internal sealed class Rooms
{
    private const string Core = "PhiLens.Pipeline";
    private const string Records = "Records";
    private const string Accounting = "Accounting";

    /// <summary>The one file of Accounting that may name one word of Records: which stream an event is about.</summary>
    private const string ListenerPort = "src/Pipeline/Accounting/IPipelineListener.cs";
    private const string StreamName = "LogStreamName";

    private readonly Dictionary<string, HashSet<string>> _typesByRoom;

    /// <summary>Learns the rooms and their types.</summary>
    /// <param name="core">Every file of the core.</param>
    public Rooms(IReadOnlyCollection<SourceFile> core) => _typesByRoom = core
        .GroupBy(RoomOf)
        .ToDictionary(room => room.Key, room => room.SelectMany(f => f.Types).Select(SourceFile.NameOf).ToHashSet());

    /// <summary>The room that a file of the core stands in; empty for the core's root.</summary>
    public static string RoomOf(SourceFile file) => file.Path.Split('/') is [_, _, string room, _, ..] ? room : "";

    /// <summary>Every word of a room that the file must not know.</summary>
    public IEnumerable<string> ForbiddenIn(SourceFile file)
    {
        string own = RoomOf(file);
        if (own.Length == 0)
        {
            return [];
        }

        IEnumerable<string> rooms = file.Root.DescendantNodes()
            .Select(node => (Node: node, Room: RoomNamedBy(node)))
            .Where(mention => mention.Room is not null && !MayKnow(file, own, mention.Room))
            .Select(mention => file.At(mention.Node, $"{own} names the room {mention.Room}"));
        IEnumerable<string> joiners = NamesIn(file)
            .Where(name => Types("").Contains(name.Identifier.Text))
            .Select(name => file.At(name, $"{own} names {name.Identifier.Text}, which joins the rooms"));
        return rooms.Concat(joiners).Concat(WordsBeyondThePort(file));
    }

    private static bool MayKnow(SourceFile file, string own, string other) =>
        other == own || own switch
        {
            Accounting => file.Path == ListenerPort && other == Records,
            Records => other == Accounting,
            _ => other is Records or Accounting,
        };

    private IEnumerable<string> WordsBeyondThePort(SourceFile file) => file.Path != ListenerPort
        ? []
        : NamesIn(file)
            .Where(name => name.Identifier.Text != StreamName && Types(Records).Contains(name.Identifier.Text))
            .Select(name => file.At(name, $"Accounting names {name.Identifier.Text}; it may name {StreamName} only"));

    /// <summary>The room that a dotted name begins with, with or without the core's namespace before it.</summary>
    private string? RoomNamedBy(SyntaxNode node)
    {
        if (node is not (QualifiedNameSyntax or MemberAccessExpressionSyntax) || IsPartOfALongerName(node))
        {
            return null;
        }

        string name = node.ToString().Replace("global::", "", StringComparison.Ordinal);
        if (name.StartsWith(Core + ".", StringComparison.Ordinal))
        {
            name = name[(Core.Length + 1)..];
        }

        string first = name.Split('.')[0];
        return first.Length > 0 && _typesByRoom.ContainsKey(first) ? first : null;
    }

    private static bool IsPartOfALongerName(SyntaxNode node) =>
        node.Parent is QualifiedNameSyntax or MemberAccessExpressionSyntax or BaseNamespaceDeclarationSyntax;

    private static IEnumerable<SimpleNameSyntax> NamesIn(SourceFile file) =>
        file.Root.DescendantNodes().OfType<SimpleNameSyntax>().Where(n => n.Parent is not MemberAccessExpressionSyntax
        {
            Name: var name,
        } || name != n);

    private HashSet<string> Types(string room) => _typesByRoom.GetValueOrDefault(room, []);
}
