using System.Security.Cryptography;
using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>The bytes of a request, wherever they lie, and their hash for the signature.</summary>
/// <param name="Segments">The bytes, in order. They must stay as they are until the request has ended.</param>
/// <param name="Length">How many bytes there are.</param>
/// <param name="Sha256Hex">Their SHA-256 as 64 lower-case hexadecimal digits.</param>
internal sealed record RequestBody(IReadOnlyList<ReadOnlyMemory<byte>> Segments, int Length, string Sha256Hex)
{
    /// <summary>The body of a batch, as it is: no byte is copied or hashed again.</summary>
    /// <param name="batch">The batch; it must not be released before the request has ended.</param>
    public static RequestBody Of(EventBatch batch) =>
        new(batch.Segments, batch.BodyLength, Convert.ToHexStringLower(batch.BodySha256.Span));

    /// <summary>A small body that holds no log data.</summary>
    /// <param name="bytes">The bytes.</param>
    public static RequestBody Of(ReadOnlyMemory<byte> bytes) =>
        new([bytes], bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
}
