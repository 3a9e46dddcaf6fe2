using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// A regular expression over bytes of text. It never backtracks, so its time grows with the text's length alone; what
/// is not UTF-8 is seen as U+FFFD. Shared by all threads.
/// </summary>
public sealed class TextPattern
{
    /// <summary>Shorter texts need no rented memory: most lines.</summary>
    private const int ShortText = 1024;

    private readonly Regex _regex;

    /// <summary>Takes an expression in the syntax of .NET, without look-around and back references.</summary>
    /// <param name="pattern">The expression.</param>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    public TextPattern(string pattern)
        : this(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
    {
    }

    /// <summary>Takes an expression that was made elsewhere.</summary>
    /// <param name="regex">The expression.</param>
    /// <exception cref="ArgumentException">It backtracks.</exception>
    public TextPattern(Regex regex)
    {
        if (!regex.Options.HasFlag(RegexOptions.NonBacktracking))
        {
            throw new ArgumentException("An expression over log text must not backtrack.", nameof(regex));
        }

        _regex = regex;
    }

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
            return RentStatus.TooLarge;
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

    /// <summary>Looks for the expression in the first 1,024 bytes alone, which needs no rented memory.</summary>
    /// <param name="text">The text.</param>
    internal bool IsMatchAtFirst(ReadOnlySpan<byte> text)
    {
        Span<char> few = stackalloc char[ShortText];
        return IsMatch(text[..Math.Min(text.Length, ShortText)], few);
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
