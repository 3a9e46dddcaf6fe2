namespace PhiLens.Sidecar.Forwarding;

/// <summary>A receiver and this sender do not agree about the shared key. The message names the setting.</summary>
/// <param name="message">The setting, and what is wrong with it.</param>
internal sealed class ForwardRefusedException(string message) : Exception(message);
