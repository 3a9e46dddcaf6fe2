namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>A key cannot be had. The message is what an operator needs, and holds nothing of a log record.</summary>
/// <param name="reason">Why, as a short name: <c>AccessDeniedException</c>.</param>
/// <param name="needsPerson">Whether only a person can help, so that trying again soon is of no use.</param>
public sealed class NoKeyException(string reason, bool needsPerson)
    : Exception($"the key cannot be had: {reason}")
{
    /// <summary>Why, as a short name.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether only a person can help.</summary>
    public bool NeedsPerson { get; } = needsPerson;

    /// <summary>Any failure to get a key as one of these: what nobody expected is told by its kind.</summary>
    /// <param name="failure">The failure.</param>
    internal static NoKeyException Of(Exception failure) =>
        failure as NoKeyException ?? new NoKeyException(failure.GetType().Name, needsPerson: false);
}
