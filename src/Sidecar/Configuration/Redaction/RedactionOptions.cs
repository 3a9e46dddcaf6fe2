using PhiLens.Pipeline.Redaction;

namespace PhiLens.Sidecar.Configuration.Redaction;

/// <summary>The <c>REDACTION__*</c> settings.</summary>
/// <param name="Policy">What is redacted; null for nothing.</param>
/// <param name="Origin">Who says so, to be read behind "redaction by".</param>
internal sealed record RedactionOptions(RedactionPolicy? Policy, string Origin)
{
    /// <summary>Nothing is redacted.</summary>
    public static RedactionOptions Off { get; } = new(null, "nothing");

    /// <summary>The scopes that encrypting rules name, by their numbers; none when no rule encrypts.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The preset.</summary>
    public static RedactionOptions Phi { get; } = new(RedactionPolicy.Phi, "the preset phi");
}
