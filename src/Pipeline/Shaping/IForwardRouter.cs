namespace PhiLens.Pipeline.Shaping;

/// <summary>Says where records go. Asked once for each tag and source of a connection, and again rarely.</summary>
public interface IForwardRouter
{
    /// <summary>Where records go.</summary>
    /// <param name="tag">The tag as the client wrote it.</param>
    /// <param name="source">The value of the record's <c>source</c>; empty when it has none.</param>
    /// <returns>The route; null when such records are left out on purpose.</returns>
    ForwardRoute? Route(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source);
}
