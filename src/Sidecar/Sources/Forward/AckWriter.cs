using System.Buffers;
using System.Threading.Channels;
using PhiLens.Pipeline.Acknowledging;

namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>
/// Writes <c>{"ack": chunk}</c> on a connection, in the order in which chunks became safe. What cannot be written any
/// more is forgotten: its sender will send the chunk again.
/// </summary>
/// <param name="stream">The connection.</param>
internal sealed class AckWriter(Stream stream) : IAckSink
{
    /// <summary>Acknowledgements that may wait for a client that does not read. Clients await few at a time.</summary>
    private const int MostWaiting = 1024;

    private readonly Channel<byte[]> _acks = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
        SingleWriter = false,
        AllowSynchronousContinuations = false,
    });

    /// <inheritdoc/>
    public void Acknowledge(ReadOnlySpan<byte> chunk)
    {
        var message = new ArrayBufferWriter<byte>(chunk.Length + 16);
        MessagePackText.WriteMapHeader(message, 1);
        MessagePackText.WriteText(message, "ack"u8);
        MessagePackText.WriteText(message, chunk);
        _acks.Writer.TryWrite(message.WrittenSpan.ToArray());
    }

    /// <summary>Writes until <see cref="Complete"/>, or until the connection is gone.</summary>
    internal async Task RunAsync()
    {
        try
        {
            await foreach (byte[] ack in _acks.Reader.ReadAllAsync())
            {
                await stream.WriteAsync(ack);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The client has closed; the reading side ends by itself.
        }
    }

    /// <summary>No further acknowledgement is wanted.</summary>
    internal void Complete() => _acks.Writer.TryComplete();
}
