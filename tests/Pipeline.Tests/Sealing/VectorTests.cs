using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing;
using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Pipeline.Sealing.Opening;

namespace PhiLens.Pipeline.Tests.Sealing;

/// <summary>Holds sealing to vectors that another program made from the specification alone.</summary>
public sealed class VectorTests
{
    private const int LongestPseudonym = 256;

    private static readonly JsonElement Vectors = JsonDocument.Parse(File.ReadAllText(Locate())).RootElement;

    public static IEnumerable<TheoryDataRow<int>> Keys => Indices("keys");

    public static IEnumerable<TheoryDataRow<int>> Roots => Indices("pseudonyms");

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_record_is_read_and_written_as_specified(int index)
    {
        JsonElement vector = Vectors.GetProperty("keys")[index];
        byte[] text = Bytes(vector, "record");

        KeyRecord record = KeyRecord.Read(text)!;

        Assert.NotNull(record);
        Assert.Equal(text, record.ToJson());
        Assert.Equal(vector.GetProperty("blob").GetBytesFromBase64(), record.Blob.ToArray());
        Assert.Equal(vector.GetProperty("context").Deserialize<Dictionary<string, string>>(), record.Context);
        Assert.True(OpeningKey.IsOwn(record));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_token_opens_to_its_value(int index)
    {
        JsonElement vector = Vectors.GetProperty("keys")[index];
        byte[] record = Bytes(vector, "record");
        string id = KeyRecord.Read(record)!.KeyId;
        using OpeningKey key = KeyOf(vector, record)!;
        Assert.All(vector.GetProperty("tokens").EnumerateArray(), item =>
        {
            byte[] token = Bytes(item, "token");
            Assert.True(SealedToken.TryRead([.. token, .. "-_a"u8], out SealedToken parts));
            Assert.Equal(token.Length, parts.Length);
            Assert.False(parts.IsPseudonym);
            Assert.Equal(Bytes(item, "type"), token[parts.Type]);
            Assert.Equal(
                item.GetProperty("nonce").GetBytesFromBase64(), Base64Url.DecodeFromUtf8(token[parts.Payload])[..12]);
            Assert.Equal(Bytes(item, "value"), Opened(id, key, token));
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_token_with_a_flipped_bit_does_not_open(int index)
    {
        JsonElement vector = Vectors.GetProperty("keys")[index];
        byte[] record = Bytes(vector, "record");
        string id = KeyRecord.Read(record)!.KeyId;
        using OpeningKey key = KeyOf(vector, record)!;
        foreach (JsonElement item in vector.GetProperty("tokens").EnumerateArray())
        {
            Assert.All(Flipped(Bytes(item, "token")), changed => Assert.Null(Opened(id, key, changed)));
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_record_with_a_flipped_bit_or_the_data_key_of_another_one_gives_no_key(int index)
    {
        JsonElement vector = Vectors.GetProperty("keys")[index];
        byte[] record = Bytes(vector, "record");
        Assert.All(Flipped(record), changed => Assert.Null(KeyOf(vector, changed)));
        int count = Vectors.GetProperty("keys").GetArrayLength();
        Assert.Null(KeyOf(Vectors.GetProperty("keys")[(index + 1) % count], record));
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void Every_pseudonym_is_as_specified(int index)
    {
        JsonElement vector = Vectors.GetProperty("pseudonyms")[index];
        using var pseudonymiser = new Pseudonymiser(vector.GetProperty("root").GetBytesFromBase64());
        Assert.All(vector.GetProperty("items").EnumerateArray(), item =>
        {
            byte[] token = new byte[LongestPseudonym];
            int length = pseudonymiser.Write(Bytes(item, "type"), Bytes(item, "value"), token);
            Assert.Equal(item.GetProperty("token").GetString(), Encoding.UTF8.GetString(token, 0, length));
            Assert.True(SealedToken.TryRead(token.AsSpan(0, length), out SealedToken parts));
            Assert.Equal((true, length), (parts.IsPseudonym, parts.Length));
        });
    }

    /// <summary>What a token opens to under the key that it names; null when it does not open.</summary>
    private static byte[]? Opened(string id, OpeningKey key, byte[] token)
    {
        if (!SealedToken.TryRead(token, out SealedToken parts) || parts.IsPseudonym
            || Encoding.ASCII.GetString(token[parts.KeyId]) != id)
        {
            return null;
        }

        byte[] value = new byte[OpeningKey.MaxValueLength(token)];
        TokenOutcome outcome = key.Open(token.AsSpan(0, parts.Length), parts, value, out int written);
        return outcome == TokenOutcome.Opened ? value[..written] : null;
    }

    private static OpeningKey? KeyOf(JsonElement vector, byte[] record) => KeyRecord.Read(record) is { } read
        ? OpeningKey.Of(read, vector.GetProperty("dataKey").GetBytesFromBase64())
        : null;

    private static IEnumerable<byte[]> Flipped(byte[] data)
    {
        for (int bit = 0; bit < data.Length * 8; bit++)
        {
            byte[] changed = [.. data];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return changed;
        }
    }

    private static byte[] Bytes(JsonElement item, string name) =>
        Encoding.UTF8.GetBytes(item.GetProperty(name).GetString()!);

    private static IEnumerable<TheoryDataRow<int>> Indices(string list) =>
        Enumerable.Range(0, Vectors.GetProperty(list).GetArrayLength()).Select(i => new TheoryDataRow<int>(i));

    private static string Locate()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PhiLens.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.True(folder is not null, "The tests must run from within the repository.");
        return Path.Combine(folder, "tests", "Vectors", "encryption.json");
    }
}
