using System.Globalization;

namespace PhiLens.Bench.EndToEnd.Work;

/// <summary>The lines of a work: what they hold and how long they are.</summary>
/// <param name="Content">What they hold.</param>
/// <param name="Length">Bytes of one line, its line feed included.</param>
internal sealed record LineShape(LineContent Content, int Length)
{
    /// <summary>The shape as one word, such as <c>text-1024</c>.</summary>
    internal string Name => $"{Content.ToString().ToLowerInvariant()}-{Length.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads a <see cref="Name"/> back.</summary>
    internal static LineShape Parse(string name)
    {
        string[] parts = name.Split('-');
        return new LineShape(
            Enum.Parse<LineContent>(parts[0], ignoreCase: true), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
