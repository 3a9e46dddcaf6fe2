using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>One line of the explanation of how the agent's file was understood.</summary>
/// <param name="Place">The file and line.</param>
/// <param name="Section">The section's title.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">What it was understood as, without a value that came from a variable.</param>
internal sealed record FireLensFinding(SourcePlace Place, string Section, FindingKind Kind, string Text)
{
    /// <summary>One line: <c>file:line [SECTION] kept: text</c>.</summary>
    public override string ToString() =>
        Printable.OneLine($"{Place} {Section} {Word}: {Text}", Printable.LongestMessage);

    private string Word => Kind switch
    {
        FindingKind.Kept => "kept",
        FindingKind.Meaningless => "means nothing here",
        FindingKind.Note => "note",
        _ => "refused",
    };
}
