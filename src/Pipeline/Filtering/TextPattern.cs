using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering;

/// <summary>
/// A regular expression over bytes of text. It never backtracks, so its time grows with the text's length alone; what
/// is not UTF-8 is seen as U+FFFD. Shared by all threads.
/// </summary>
/// <param name="pattern">The expression in the syntax of .NET, without look-around and back references.</param>
/// <exception cref="ArgumentException">It is not a regular expression.</exception>
/// <exception cref="NotSupportedException">It needs backtracking.</exception>
public sealed class TextPattern(string pattern)
{
    /// <summary>Shorter texts need no rented memory: most lines.</summary>
    private const int ShortText = 1024;

    private readonly Regex _regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Looks for the expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffers">Where memory for long texts comes from.</param>
    /// <param name="isMatch">Whether it is found.</param>
    /// <returns>Other than rented when memory has no room to look.</returns>
    internal RentStatus TryMatch(ReadOnlySpan<byte> text, ReadBuffers buffers, out bool isMatch)
    {
        if (text.Length <= ShortText)
        {
            Span<char> few = stackalloc char[ShortText];
            isMatch = IsMatch(text, few);
            return RentStatus.Rented;
        }

        isMatch = false;
        if (text.Length > BlockPool.LargestBlock / sizeof(char))
        {
            return RentStatus.NoShare;
        }

        int size = Math.Max(text.Length * sizeof(char), 2 * BlockPool.SmallBlock);
        RentStatus status = buffers.TryRent(size, out Block? block);
        if (block is not null)
        {
            isMatch = IsMatch(text, MemoryMarshal.Cast<byte, char>(block.Bytes));
            block.Length = block.Size;
            buffers.Return(block);
        }

        return status;
    }

    private bool IsMatch(ReadOnlySpan<byte> text, Span<char> scratch)
    {
        // Never more characters than bytes, so the scratch always has room.
        _ = Utf8.ToUtf16(text, scratch, out _, out int length);
        bool isMatch = _regex.IsMatch(scratch[..length]);
        scratch[..length].Clear();
        return isMatch;
    }
}
