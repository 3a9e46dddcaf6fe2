using System.Buffers;

namespace PhiLens.Sidecar.Commands.Decrypting;

/// <summary>
/// Reads a text of any size in parts of whole lines, as they come, so that a log that is followed shows at once.
/// </summary>
internal static class WholeLines
{
    /// <summary>A longer line comes in several parts: 16 MiB.</summary>
    private const int LongestLine = 16 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    /// <summary>Reads to the end.</summary>
    /// <param name="input">The text.</param>
    /// <param name="take">Takes each part, which is valid until it returns.</param>
    public static async Task ReadAsync(Stream input, Func<ReadOnlyMemory<byte>, Task> take)
    {
        byte[] buffer = new byte[FirstBuffer];
        int filled = 0;
        int count;
        do
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            count = await input.ReadAsync(buffer.AsMemory(filled));
            filled += count;
            int end = count == 0 ? filled : EndOfLines(buffer.AsSpan(0, filled));
            await take(buffer.AsMemory(0, end));
            buffer.AsSpan(end, filled - end).CopyTo(buffer);
            filled -= end;
        }
        while (count > 0);
    }

    /// <summary>Behind the last whole line; within one that is too long, where no token is cut.</summary>
    private static int EndOfLines(ReadOnlySpan<byte> text)
    {
        int end = text.LastIndexOf((byte)'\n') + 1;
        if (end > 0 || text.Length < LongestLine)
        {
            return end;
        }

        end = text.LastIndexOfAnyExcept(TokenBytes) + 1;
        return end > 0 ? end : text.Length;
    }
}
