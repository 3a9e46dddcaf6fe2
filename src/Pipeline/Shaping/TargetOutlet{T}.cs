using System.Buffers.Binary;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>The way to one target of a route, which remembers the names that a record's values made.</summary>
/// <param name="target">The target.</param>
/// <param name="outletFor">Finds the way to a stream, or to the second one when there are too many.</param>
/// <typeparam name="T">The way to a stream.</typeparam>
internal sealed class TargetOutlet<T>(RouteTarget target, Func<LogStreamName, LogStreamName, T> outletFor)
{
    /// <summary>Records of more names than that have the oldest name made again.</summary>
    private const int MostNames = 64;

    /// <summary>Longer values are not remembered; a name is at most 512 characters.</summary>
    private const int LongestKey = 2048;

    private readonly List<(byte[] Values, T Outlet)> _known = [];
    private readonly T _own = outletFor(target.Destination, target.Destination);
    private int _next;

    internal RouteTarget Target => target;

    /// <summary>The way of one record.</summary>
    /// <param name="record">The record, a whole MessagePack map.</param>
    internal T For(ReadOnlySpan<byte> record) => target.Name is { } name ? ByName(name, record) : _own;

    private T ByName(RecordName name, ReadOnlySpan<byte> record)
    {
        Span<byte> scratch = stackalloc byte[LongestKey];
        int length = WriteKey(name, record, scratch);
        ReadOnlySpan<byte> key = scratch[..Math.Max(0, length)];
        foreach ((byte[] values, T known) in _known)
        {
            if (length >= 0 && key.SequenceEqual(values))
            {
                scratch.Clear();
                return known;
            }
        }

        T outlet = name.Make(record) is { } made ? outletFor(made, target.Destination) : _own;
        if (length >= 0)
        {
            Remember((key.ToArray(), outlet));
        }

        scratch.Clear();
        return outlet;
    }

    /// <summary>Writes the values, each with its length before it; less than zero when they are too long.</summary>
    private static int WriteKey(RecordName name, ReadOnlySpan<byte> record, Span<byte> key)
    {
        int length = 0;
        foreach (byte[][] path in name.Paths)
        {
            ReadOnlySpan<byte> value = RecordName.ValueOf(record, path);
            if (value.Length > key.Length - length - sizeof(int))
            {
                return -1;
            }

            BinaryPrimitives.WriteInt32LittleEndian(key[length..], value.Length);
            value.CopyTo(key[(length + sizeof(int))..]);
            length += sizeof(int) + value.Length;
        }

        return length;
    }

    private void Remember((byte[] Values, T Outlet) found)
    {
        if (_known.Count < MostNames)
        {
            _known.Add(found);
        }
        else
        {
            _known[_next] = found;
            _next = (_next + 1) % MostNames;
        }
    }
}
