namespace PhiLens.Bench.Corpora.Truth;

/// <summary>
/// The lines of a log as bytes. Only a line feed ends one; a carriage return before it does not count.
/// </summary>
public static class LogLines
{
    public static List<byte[]> Read(string path) => In(File.ReadAllBytes(path));

    public static List<byte[]> In(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<byte[]>();
        while (bytes.Length > 0)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            lines.Add(line.TrimEnd((byte)'\r').ToArray());
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }

        return lines;
    }
}
