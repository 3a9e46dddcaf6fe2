using System.Text;
using PhiLens.Sidecar.Commands.Decrypting;

namespace PhiLens.Sidecar.Tests.Commands.Decrypting;

public sealed class WholeLinesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one\n")]
    [InlineData("one\r\n\ntwo\nthree")]
    public async Task Every_byte_comes_once_and_lines_stay_whole(string text)
    {
        foreach (int size in (int[])[1, 2, 3, 100])
        {
            List<string> parts = [];
            using var input = new TrickleStream(Encoding.UTF8.GetBytes(text), size);
            await WholeLines.ReadAsync(input, part =>
            {
                parts.Add(Encoding.UTF8.GetString(part.Span));
                return Task.CompletedTask;
            });

            Assert.Equal(text, string.Concat(parts));
            Assert.All(
                parts.Where(p => p.Length > 0).SkipLast(1), p => Assert.EndsWith("\n", p, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_text_of_many_megabytes_is_cut_behind_lines_only()
    {
        byte[] text = Encoding.UTF8.GetBytes(
            new string('x', 9 * 1024 * 1024) + "\n" + string.Concat(Enumerable.Repeat("LE1.a line\n", 3_000_000)));
        int parts = 0;
        using var input = new MemoryStream(text);
        await WholeLines.ReadAsync(input, part =>
        {
            Assert.True(part.IsEmpty || part.Span[^1] == '\n');
            parts++;
            return Task.CompletedTask;
        });

        Assert.InRange(parts, 2, 10_000);
    }

    [Fact]
    public async Task A_line_of_any_length_comes_in_parts()
    {
        byte[] text = new byte[40 * 1024 * 1024];
        text.AsSpan().Fill((byte)'x');
        long length = 0;
        using var input = new MemoryStream(text);
        await WholeLines.ReadAsync(input, part =>
        {
            length += part.Length;
            return Task.CompletedTask;
        });

        Assert.Equal(text.Length, length);
    }

    /// <summary>Gives a few bytes at a time, as a pipe may.</summary>
    private sealed class TrickleStream(byte[] text, int size) : MemoryStream(text)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
