using PhiLens.Sidecar.Configuration.FireLens.Model;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>What reading the agent's file came to. Neither errors nor findings hold a value from a variable.</summary>
/// <param name="Plan">What to do; null when there are errors, and when there is no file.</param>
/// <param name="Errors">Every error at once, in the order of reading.</param>
/// <param name="Findings">How the file was understood, line by line: what <c>check-config</c> prints.</param>
internal sealed record FireLensResult(
    FireLensPlan? Plan,
    IReadOnlyList<FireLensError> Errors,
    IReadOnlyList<FireLensFinding> Findings)
{
    /// <summary>Whether there is no file, which is never an error.</summary>
    public bool IsMissing => Plan is null && Errors.Count == 0;
}
