using System.IO.Compression;
using System.Security.Cryptography;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch.Requests;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>
/// A batch's body compressed with gzip into pooled blocks. The same batch always gives the same bytes: the header
/// holds no time. The compressor's own buffers (8 KiB of output, its window of input in native memory) are the
/// framework's and are not cleared by it.
/// </summary>
internal sealed class CompressedBody : IDisposable
{
    private readonly BlockChain _chain;

    private CompressedBody(BlockChain chain, RequestBody body)
    {
        _chain = chain;
        Body = body;
    }

    /// <summary>The compressed bytes, until <see cref="Dispose"/>.</summary>
    public RequestBody Body { get; }

    /// <summary>Compresses a batch. Its blocks may go above the limit: they free those of the batch soon.</summary>
    /// <param name="batch">The batch; it is only read.</param>
    /// <param name="pool">Where the compressed bytes go.</param>
    public static CompressedBody Of(EventBatch batch, BlockPool pool)
    {
        var chain = new BlockChain(pool);
        using (var gzip = new GZipStream(new BlockChainStream(chain), CompressionLevel.Fastest))
        {
            foreach (ReadOnlyMemory<byte> segment in batch.Segments)
            {
                gzip.Write(segment.Span);
            }
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Block block in chain.Blocks)
        {
            hash.AppendData(block.Filled);
        }

        return new CompressedBody(chain, new RequestBody(
            [.. chain.Blocks.Select(b => b.FilledMemory)],
            chain.Length,
            Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>Gives the blocks back.</summary>
    public void Dispose() => _chain.Clear();
}
