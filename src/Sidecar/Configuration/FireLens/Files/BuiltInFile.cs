namespace PhiLens.Sidecar.Configuration.FireLens.Files;

/// <summary>A file that the AWS image brings with it.</summary>
/// <param name="Text">What it says, as far as it matters here; null when it cannot be used.</param>
/// <param name="Meaning">What it means here, or what it would need.</param>
internal sealed record BuiltInFile(string? Text, string Meaning);
