namespace PhiLens.Pipeline.Records;

/// <summary>
/// Turns a value that must not be read into a token that stands in its place: the port through which redaction
/// reaches sealing. Tokens are ASCII without quotes, backslashes or white space, so that every structure keeps them.
/// </summary>
public interface IFieldSealer
{
    /// <summary>The longest token of a value, in bytes.</summary>
    /// <param name="type">The value's type, as <c>ssn</c>.</param>
    /// <param name="valueLength">The value's length in bytes.</param>
    int MaxTokenLength(ReadOnlySpan<byte> type, int valueLength);

    /// <summary>Encrypts a value under the current key of its scope.</summary>
    /// <param name="type">The value's type, as <c>ssn</c>: ASCII letters, digits, hyphens and underscores.</param>
    /// <param name="scope">The scope's number.</param>
    /// <param name="value">The value.</param>
    /// <param name="token">Where the token goes; at least <see cref="MaxTokenLength"/> bytes.</param>
    /// <param name="written">The token's length in bytes.</param>
    /// <returns>False when no key may be used now: the caller erases the value instead, and counts it.</returns>
    bool TryEncrypt(ReadOnlySpan<byte> type, int scope, ReadOnlySpan<byte> value, Span<byte> token, out int written);

    /// <summary>Makes a pseudonym: the same for the same value and type, under the same root key.</summary>
    /// <param name="type">The value's type; it also says how values are normalised.</param>
    /// <param name="value">The value.</param>
    /// <param name="token">Where the token goes; at least <see cref="MaxTokenLength"/> bytes.</param>
    /// <param name="written">The token's length in bytes.</param>
    /// <returns>False when there is no root key: the caller erases the value instead, and counts it.</returns>
    bool TryPseudonymise(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, Span<byte> token, out int written);
}
