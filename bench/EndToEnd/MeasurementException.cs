namespace PhiLens.Bench.EndToEnd;

/// <summary>A measurement that cannot be believed: a part failed, or a record is missing.</summary>
/// <param name="message">Which part, and what is wrong.</param>
internal sealed class MeasurementException(string message) : Exception(message);
