using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Pipeline.Sealing.Opening;
using PhiLens.Sidecar.Commands.Decrypting.Keys;

namespace PhiLens.Sidecar.Commands.Decrypting;

/// <summary>Replaces the tokens of a text by their values; everything else stays as it is, byte for byte.</summary>
/// <param name="arguments">Which tokens are opened.</param>
/// <param name="keys">The keys.</param>
/// <param name="report">Hears of every token.</param>
internal sealed class OpenedText(DecryptArguments arguments, KeyBook keys, DecryptReport report)
{
    /// <summary>Opens what whole lines hold.</summary>
    /// <param name="text">Whole lines, or the last part of a text.</param>
    /// <param name="output">Where the text goes; <see cref="Stream.Null"/> for nowhere.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> text, Stream output)
    {
        KeyRecordFinder.Find(text.Span, keys.Add);
        int written = 0;
        for (int at = 0; TryFind(text.Span, ref at, out SealedToken parts);)
        {
            if (await OpenAsync(text.Slice(at, parts.Length), parts) is not { } value)
            {
                // A token that was cut off may run on into a whole one.
                at += SealedToken.Encrypted.Length;
                continue;
            }

            output.Write(text.Span[written..at]);
            output.Write(JsonPlace.Fit(text.Span[..at], value));
            at += parts.Length;
            written = at;
        }

        output.Write(text.Span[written..]);
    }

    private static bool TryFind(ReadOnlySpan<byte> text, ref int at, out SealedToken parts)
    {
        while (text[at..].IndexOf(SealedToken.Encrypted) is var next and >= 0)
        {
            at += next;
            if (SealedToken.TryRead(text[at..], out parts))
            {
                return true;
            }

            at += SealedToken.Encrypted.Length;
        }

        parts = default;
        return false;
    }

    private async Task<byte[]?> OpenAsync(ReadOnlyMemory<byte> token, SealedToken parts)
    {
        string type = Encoding.ASCII.GetString(token.Span[parts.Type]);
        string keyId = Encoding.ASCII.GetString(token.Span[parts.KeyId]);
        if (arguments.Only.Count > 0 && !arguments.Only.Contains(type))
        {
            return null;
        }

        if (arguments.Inspect)
        {
            (IReadOnlyList<KeyRecord> records, _) = await keys.RecordsAsync(keyId);
            report.Seen(keyId, type, records.Count > 0 ? records[0] : null);
            return null;
        }

        OpenedKey opened = await keys.OpenAsync(
            keyId, record => arguments.Scopes.Count == 0 || arguments.Scopes.Contains(record.Scope));
        if (opened.Key is null)
        {
            if (opened.Problem is { } problem)
            {
                report.StaysClosed(keyId, opened.Record?.Scope, problem);
            }

            return null;
        }

        byte[] value = new byte[OpeningKey.MaxValueLength(token.Span)];
        TokenOutcome outcome = opened.Key.Open(token.Span, parts, value, out int length);
        if (outcome != TokenOutcome.Opened)
        {
            report.StaysClosed(keyId, opened.Record!.Scope, "damaged tokens");
            return null;
        }

        report.Opened();
        return value[..length];
    }
}
