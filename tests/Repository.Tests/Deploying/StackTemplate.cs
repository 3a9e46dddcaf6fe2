using System.Text.RegularExpressions;
using PhiLens.Repository.Tests.Tree;
using YamlDotNet.RepresentationModel;

namespace PhiLens.Repository.Tests.Deploying;

/// <summary>A template of CloudFormation: its sections, and what its values refer to.</summary>
/// <param name="root">The document.</param>
internal sealed partial class StackTemplate(YamlMappingNode root)
{
    private static readonly string[] Pseudo =
        ["AWS::AccountId", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackName", "AWS::URLSuffix"];

    /// <summary>Reads a tracked template.</summary>
    /// <param name="path">Its path.</param>
    public static StackTemplate Read(string path) => Parse(TrackedTree.Text(path));

    public static StackTemplate Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new StackTemplate((YamlMappingNode)stream.Documents[0].RootNode);
    }

    /// <summary>The entries of a section, by their names; none when it is not there.</summary>
    /// <param name="section">Its name.</param>
    public IReadOnlyDictionary<string, YamlNode> Section(string section) =>
        root.Children.TryGetValue(new YamlScalarNode(section), out YamlNode? entries)
            ? ((YamlMappingNode)entries).Children.ToDictionary(e => e.Key.ToString(), e => e.Value)
            : new Dictionary<string, YamlNode>();

    /// <summary>The entry of a map; null when there is none.</summary>
    public static YamlNode? Entry(YamlNode map, string name) =>
        ((YamlMappingNode)map).Children.TryGetValue(new YamlScalarNode(name), out YamlNode? entry) ? entry : null;

    /// <summary>What is referred to by <c>Ref</c>, <c>Sub</c> and <c>GetAtt</c>: parameters and resources.</summary>
    public IEnumerable<string> References() => root.AllNodes.SelectMany(References).Except(Pseudo);

    /// <summary>The conditions that resources, outputs and <c>If</c> name.</summary>
    public IEnumerable<string> Conditions()
    {
        IEnumerable<YamlNode> entries = Section("Resources").Values.Concat(Section("Outputs").Values);
        IEnumerable<string> ofEntries = entries.Select(e => Entry(e, "Condition")).OfType<YamlScalarNode>()
            .Select(c => c.Value!);
        return ofEntries.Concat(
            root.AllNodes.Where(n => TagOf(n) == "!If").Select(n => ((YamlSequenceNode)n).Children[0].ToString()));
    }

    /// <summary>Every value that stands under a name, anywhere.</summary>
    /// <param name="name">The name.</param>
    public IEnumerable<YamlNode> Under(string name) => root.AllNodes.OfType<YamlMappingNode>()
        .SelectMany(map => map.Children)
        .Where(entry => entry.Key.ToString() == name)
        .Select(entry => entry.Value);

    private static IEnumerable<string> References(YamlNode node)
    {
        string? text = (node as YamlScalarNode)?.Value;
        return TagOf(node) switch
        {
            "!Ref" => [text!],
            "!GetAtt" => [text!.Split('.')[0]],
            "!Sub" => Places().Matches(text!).Select(m => m.Groups[1].Value.Split('.')[0]),
            _ => [],
        };
    }

    private static string TagOf(YamlNode node) => node.Tag.IsEmpty ? "" : node.Tag.Value;

    [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
    private static partial Regex Places();
}
