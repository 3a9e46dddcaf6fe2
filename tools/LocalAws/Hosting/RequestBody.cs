using System.Buffers;
using System.IO.Compression;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Hosting;

/// <summary>A request's body in rented arrays: as sent, and with gzip undone.</summary>
internal sealed class RequestBody(HttpRequest request) : IDisposable
{
    /// <summary>
    /// The most that is read or inflated. A full batch needs less than half: 1 MiB of control characters written as
    /// <c>\u0001</c> is 6 MiB, and 10,000 events add some 60 bytes each.
    /// </summary>
    public const int Limit = 16 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    private byte[] _sent = ArrayPool<byte>.Shared.Rent(Start(request.ContentLength));
    private byte[]? _inflated;
    private int _length;

    /// <summary>The bytes as they came over the wire; signatures cover these.</summary>
    public ReadOnlyMemory<byte> Sent => _sent.AsMemory(0, _length);

    /// <summary>Reads the first half, as far as the length is known beforehand.</summary>
    public Task ReadHalfAsync(CancellationToken cancel) =>
        ReadUntilAsync((int)((request.ContentLength ?? 0) / 2), cancel);

    public Task ReadAllAsync(CancellationToken cancel) => ReadUntilAsync(int.MaxValue, cancel);

    /// <summary>The body with its content coding undone. Valid until disposed.</summary>
    public ReadOnlyMemory<byte> Decode()
    {
        var coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length == 0 || coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return Sent;
        }

        return coding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            ? Inflate()
            : throw ServiceException.Unreadable($"The content encoding '{coding}' is not supported.");
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_sent);
        if (_inflated is not null)
        {
            ArrayPool<byte>.Shared.Return(_inflated);
        }
    }

    private static int Start(long? length) =>
        length is { } known ? (int)Math.Clamp(known + 1, 1, Limit + 1) : FirstBuffer;

    private async Task ReadUntilAsync(int wanted, CancellationToken cancel)
    {
        while (_length < wanted)
        {
            if (_length == _sent.Length)
            {
                _sent = Larger(_sent, _length);
            }

            var most = Math.Min(_sent.Length, wanted) - _length;
            var read = await request.Body.ReadAsync(_sent.AsMemory(_length, most), cancel);
            if (read == 0)
            {
                return;
            }

            _length += read;
        }
    }

    private ReadOnlyMemory<byte> Inflate()
    {
        _inflated = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, _length * 4));
        var length = 0;
        try
        {
            using var source = new MemoryStream(_sent, 0, _length);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            int read;
            while ((read = gzip.Read(_inflated, length, _inflated.Length - length)) > 0)
            {
                length += read;
                if (length == _inflated.Length)
                {
                    _inflated = Larger(_inflated, length);
                }
            }
        }
        catch (InvalidDataException)
        {
            throw ServiceException.Unreadable("The request body is not valid gzip data.");
        }

        return _inflated.AsMemory(0, length);
    }

    private static byte[] Larger(byte[] buffer, int used)
    {
        if (used > Limit)
        {
            throw new ServiceException(
                "RequestEntityTooLargeException", $"A body can have {Limit} bytes at most.", 413);
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
