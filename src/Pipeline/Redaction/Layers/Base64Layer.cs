using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace PhiLens.Pipeline.Redaction.Layers;

/// <summary>
/// Decodes runs of base64, of either alphabet, that are long enough to hold something, and claims a whole run when a
/// rule names anything in it. Only runs that decode to text are looked at.
/// </summary>
internal static class Base64Layer
{
    private const int Shortest = 24;

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    internal static void Scan(RedactionPass pass, ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length;)
        {
            int start = text[at..].IndexOfAny(Alphabet);
            if (start < 0)
            {
                return;
            }

            start += at;
            int length = text[start..].IndexOfAnyExcept(Alphabet);
            int end = length < 0 ? text.Length : start + length;
            if (end - start >= Shortest)
            {
                Look(pass, text, start, end);
            }

            at = end + 1;
        }
    }

    private static void Look(RedactionPass pass, ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> run = text[start..end];
        if (!pass.TryEnter(run.Length, out Span<byte> copy))
        {
            return;
        }

        // Without padding the last letters may be too few; what they hold is no more than part of a character.
        ReadOnlySpan<byte> whole = run[..(run.Length - (run.Length % 4 == 1 ? 1 : 0))];
        bool isUrl = run.ContainsAny((byte)'-', (byte)'_');
        int written;
        OperationStatus status = isUrl
            ? Base64Url.DecodeFromUtf8(whole, copy, out _, out written)
            : Base64.DecodeFromUtf8(whole, copy, out _, out written);
        bool isDecoded = status != OperationStatus.InvalidData || written > 0;
        int mark = pass.Edits.Count;
        if (isDecoded && IsText(copy[..written]))
        {
            ValueScanner.Scan(pass, copy[..written], Hints.None);
        }

        pass.Leave();
        if (pass.Edits.Count > mark)
        {
            int rule = pass.Edits.From(mark)[0].Rule;
            pass.Edits.TruncateTo(mark);
            pass.Claim(text, start, PaddingEnd(text, end), rule);
        }
    }

    private static int PaddingEnd(ReadOnlySpan<byte> text, int end)
    {
        int at = end;
        while (at < text.Length && at - end < 2 && text[at] == '=')
        {
            at++;
        }

        return at;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && Utf8.IsValid(bytes)
        && !bytes.ContainsAnyInRange((byte)0, (byte)8);
}
