using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>Runs <c>philens redact</c> with its default policy over bytes.</summary>
internal static class RedactCommand
{
    /// <summary>What it writes for some lines, which are as many.</summary>
    internal static async Task<List<byte[]>> LinesAsync(IReadOnlyCollection<byte[]> lines)
    {
        byte[] text = [.. lines.SelectMany(line => line.Append((byte)'\n'))];
        (int exitCode, byte[] output, _) = await FilterCommand.RunAsync(
            ["redact"], new Dictionary<string, string>(), text);
        Assert.Equal(0, exitCode);
        List<byte[]> redacted = LogLines.In(output);
        Assert.Equal(lines.Count, redacted.Count);
        return redacted;
    }
}
