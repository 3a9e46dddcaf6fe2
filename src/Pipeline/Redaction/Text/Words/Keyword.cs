namespace PhiLens.Pipeline.Redaction.Text.Words;

/// <summary>One word or phrase of the vocabulary.</summary>
/// <param name="Literal">
/// Small letters. A blank stands for one blank, hyphen, underscore or dot, or for nothing, so that <c>member id</c> is
/// <c>member_id</c> and <c>memberId</c> as well.
/// </param>
/// <param name="Uses">What it leads to.</param>
/// <param name="Hints">Which detectors it lets run around it.</param>
internal sealed record Keyword(byte[] Literal, WordUse Uses, Hints Hints)
{
    /// <summary>The next word with the same first letters, which is no longer.</summary>
    internal Keyword? Next { get; set; }
}
