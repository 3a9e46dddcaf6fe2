using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>
/// The body of a PutLogEvents request (AWS JSON 1.1, Logs_20140328):
/// <c>{"logGroupName":"g","logStreamName":"s","logEvents":[{"timestamp":1,"message":"m"},…]}</c>.
/// </summary>
/// <param name="destination">The group and stream that the body names.</param>
internal sealed class PutLogEventsFormat(LogStreamName destination) : IBatchFormat
{
    private readonly byte[] _header = MakeHeader(destination);

    // What an event begins with: ,{"timestamp":1700000000000,"message":" made anew when the time changes.
    private readonly byte[] _eventStart = new byte[64];
    private int _eventStartLength;
    private long _eventStartTime = long.MinValue;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Header => _header;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Separator => ","u8;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Footer => "]}"u8;

    /// <inheritdoc/>
    public bool IsHashed => true;

    private static ReadOnlySpan<byte> EventEnd => "\"}"u8;

    /// <inheritdoc/>
    public bool TryWriteEvent(BlockChain body, in LogRecord record, long time, bool isFirst, out int size)
    {
        size = 0;
        ReadOnlySpan<byte> start = EventStart(time);
        bool isWritten = body.TryWrite(isFirst ? start[1..] : start)
            && body.TryWriteEscaped(record.Message, out size)
            && (record.Marker.IsEmpty || body.TryWrite(record.Marker))
            && body.TryWrite(EventEnd);
        size += record.Marker.Length;
        return isWritten;
    }

    private static byte[] MakeHeader(LogStreamName destination)
    {
        var escape = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        string group = JsonEncodedText.Encode(destination.Group, escape).ToString();
        string stream = JsonEncodedText.Encode(destination.Stream, escape).ToString();
        return Encoding.UTF8.GetBytes(
            $"{{\"logGroupName\":\"{group}\",\"logStreamName\":\"{stream}\",\"logEvents\":[");
    }

    private ReadOnlySpan<byte> EventStart(long time)
    {
        if (time != _eventStartTime)
        {
            ",{\"timestamp\":"u8.CopyTo(_eventStart);
            int length = ",{\"timestamp\":"u8.Length;
            _ = Utf8Formatter.TryFormat(time, _eventStart.AsSpan(length), out int digits);
            ",\"message\":\""u8.CopyTo(_eventStart.AsSpan(length + digits));
            _eventStartLength = length + digits + ",\"message\":\""u8.Length;
            _eventStartTime = time;
        }

        return _eventStart.AsSpan(0, _eventStartLength);
    }
}
