using System.Net.Security;
using System.Text;

namespace PhiLens.Bench.EndToEnd.Receiver;

/// <summary>
/// One client's HTTP/1.1 connection: takes any request, counts those that put events, and answers them at once.
/// </summary>
/// <param name="client">The connection, already encrypted.</param>
/// <param name="count">Where events are counted.</param>
internal sealed class Connection(SslStream client, ArrivalCount count)
{
    /// <summary>PutLogEvents counts bytes before they are escaped; a control character grows sixfold.</summary>
    private const int LargestRequest = 8 * 1024 * 1024;

    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nx-amzn-RequestId: bench\r\n"
        + "Content-Length: 2\r\n\r\n{}");

    private readonly byte[] _buffer = new byte[LargestRequest];
    private int _held;

    /// <summary>Serves requests until the client leaves.</summary>
    internal async Task ServeAsync()
    {
        while (await ReadHeadAsync() is { } head)
        {
            if (head.WantsContinue)
            {
                await client.WriteAsync(Continue);
            }

            int whole = head.Length + head.BodyLength;
            while (_held < whole)
            {
                if (!await ReadMoreAsync())
                {
                    return;
                }
            }

            if (head.Target.EndsWith(".PutLogEvents", StringComparison.Ordinal))
            {
                count.Add(_buffer.AsSpan(head.Length, head.BodyLength));
            }

            await client.WriteAsync(Answer);
            _buffer.AsSpan(whole, _held - whole).CopyTo(_buffer);
            _held -= whole;
        }
    }

    private async Task<RequestHead?> ReadHeadAsync()
    {
        while (true)
        {
            if (RequestHead.TryParse(_buffer.AsSpan(0, _held)) is { } head)
            {
                return head;
            }

            if (!await ReadMoreAsync())
            {
                return null;
            }
        }
    }

    private async ValueTask<bool> ReadMoreAsync()
    {
        int read = await client.ReadAsync(_buffer.AsMemory(_held));
        _held += read;
        return read > 0;
    }
}
