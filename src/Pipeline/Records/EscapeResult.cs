namespace PhiLens.Pipeline.Records;

/// <summary>How far <see cref="JsonEscaper"/> came.</summary>
/// <param name="Read">Bytes of the message that were taken.</param>
/// <param name="Written">Bytes that were written to the destination.</param>
/// <param name="MessageBytes">
/// What the taken bytes count for in CloudWatch's limits: their length as UTF-8, repaired but not escaped.
/// </param>
public readonly record struct EscapeResult(int Read, int Written, int MessageBytes);
