using System.Text.Json;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Packaging;

/// <summary>The instructions of a Dockerfile, in order.</summary>
/// <param name="Instructions">Each instruction's name in capitals, and its arguments on one line.</param>
internal sealed record Dockerfile(IReadOnlyList<(string Name, string Arguments)> Instructions)
{
    /// <summary>The instructions of the stage that becomes the image.</summary>
    public IEnumerable<(string Name, string Arguments)> FinalStage =>
        Instructions.Skip(Instructions.ToList().FindLastIndex(i => i.Name == "FROM"));

    public static Dockerfile Read(string path) => Parse(TrackedTree.Text(path));

    public static Dockerfile Parse(string text)
    {
        IEnumerable<string> lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#');
        string joined = string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal);
        return new Dockerfile([.. joined.Split('\n').Select(Split)]);
    }

    /// <summary>The arguments of every instruction of a name.</summary>
    public string[] Arguments(string name) => [.. Instructions.Where(i => i.Name == name).Select(i => i.Arguments)];

    /// <summary>Whether the arguments are a JSON array of words: the exec form, which needs no shell.</summary>
    public static bool IsExecForm(string arguments)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(arguments) is { Length: > 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (string Name, string Arguments) Split(string line)
    {
        string[] halves = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        return (halves[0].ToUpperInvariant(), halves.Length > 1 ? halves[1] : "");
    }
}
