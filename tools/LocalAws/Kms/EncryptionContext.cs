using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Kms;

/// <summary>
/// The pairs that a ciphertext is bound to: whoever decrypts must give the same, in any order and in the same case. No
/// context and an empty one are the same.
/// </summary>
internal sealed class EncryptionContext
{
    /// <summary>
    /// The most that keys and values may have together, in bytes of UTF-8. The bound is this server's: the service
    /// publishes none.
    /// </summary>
    public const int MostBytes = 8192;

    private const string Member = "EncryptionContext";

    private readonly SortedDictionary<string, string> _pairs;

    private EncryptionContext(Dictionary<string, string>? pairs) =>
        _pairs = new SortedDictionary<string, string>(pairs ?? [], StringComparer.Ordinal);

    /// <summary>Reads a request's context.</summary>
    public static EncryptionContext Read(JsonFields fields)
    {
        var context = new EncryptionContext(fields.Map(Member));
        var bytes = context._pairs.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key + pair.Value));
        return bytes <= MostBytes
            ? context
            : throw KmsErrors.Validation($"The encryption context has {bytes} bytes; the most are {MostBytes}.");
    }

    /// <summary>
    /// Reads the context ahead of the operation, for faults. What cannot be read is an empty one: the operation itself
    /// words the refusal.
    /// </summary>
    public static EncryptionContext Peek(ReadOnlySpan<byte> body)
    {
        try
        {
            return new EncryptionContext(JsonFields.Parse(body).Map(Member));
        }
        catch (ServiceException)
        {
            return new EncryptionContext(null);
        }
    }

    /// <summary>Whether all of these pairs are among the context's.</summary>
    public bool Includes(IReadOnlyDictionary<string, string> pairs) =>
        pairs.All(pair => _pairs.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>
    /// The bytes that stand for the context: keys in ordinal order, and each key and value in UTF-8 behind its length
    /// in four bytes, big-endian. Two contexts have the same bytes only when they are the same.
    /// </summary>
    public byte[] ToCanonicalBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var (key, value) in _pairs)
        {
            Write(output, key);
            Write(output, value);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, string text)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(text));
        output.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(text, output);
    }
}
