using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Writes MessagePack and Forward messages, as a client would.</summary>
internal static class Wire
{
    internal const long Noon = 1_795_435_200;

    internal static byte[] Join(params byte[][] parts) => parts.SelectMany(p => p).ToArray();

    internal static byte[] Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    internal static byte[] Text(byte[] bytes) => Join([0xDB, .. BigEndian(bytes.Length)], bytes);

    internal static byte[] Binary(byte[] bytes) => Join([0xC6, .. BigEndian(bytes.Length)], bytes);

    internal static byte[] Seconds(long seconds) => [0xCE, .. BigEndian((int)seconds)];

    internal static byte[] EventTime(long seconds, int nanoseconds, bool fixedForm = true) =>
        [.. fixedForm ? new byte[] { 0xD7, 0 } : [0xC7, 8, 0], .. BigEndian((int)seconds), .. BigEndian(nanoseconds)];

    internal static byte[] Array(params byte[][] values) => Join([0xDC, 0, (byte)values.Length], Join(values));

    internal static byte[] ManyArray(byte[][] values) => Join([0xDD, .. BigEndian(values.Length)], Join(values));

    internal static byte[] Map(params (string Key, byte[] Value)[] pairs) =>
        Join([0xDE, 0, (byte)pairs.Length], Join(pairs.Select(p => Join(Text(p.Key), p.Value)).ToArray()));

    internal static byte[] Log(string line) => Map(("log", Text(line)));

    internal static byte[] Entry(string line, long seconds = Noon) => Array(Seconds(seconds), Log(line));

    internal static byte[] Chunk(string name) => Map(("chunk", Text(name)));

    internal static byte[] Message(string line, params byte[][] option) =>
        Array([Text("app"), Seconds(Noon), Log(line), .. option]);

    internal static byte[] Forward(string[] lines, params byte[][] option) =>
        Array([Text("app"), ManyArray(lines.Select(l => Entry(l)).ToArray()), .. option]);

    internal static byte[] Packed(string[] lines, params byte[][] option) =>
        Array([Text("app"), Binary(Join(lines.Select(l => Entry(l)).ToArray())), .. option]);

    internal static byte[] Compressed(params byte[][] members) =>
        Array(Text("app"), Binary(Join(members)), Map(("compressed", Text("gzip"))));

    internal static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
