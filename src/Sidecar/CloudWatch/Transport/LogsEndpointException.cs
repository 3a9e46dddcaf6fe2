namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>The settings ask for an endpoint that does not exist or is not allowed.</summary>
/// <param name="message">A sentence for the user that names the setting.</param>
internal sealed class LogsEndpointException(string message) : Exception(message);
