namespace PhiLens.Sidecar.Sources;

/// <summary>A source cannot be opened. The message is a whole sentence that begins with the setting's name.</summary>
/// <param name="message">The sentence.</param>
internal sealed class SourceException(string message) : Exception(message);
