using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing;
using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Pipeline.Sealing.Opening;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Sealing;

public sealed class FieldCipherTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Surroundings = new() { ["cluster"] = "clinic" };

    private readonly InMemoryKeys _keys = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly FieldCipher _cipher;

    public FieldCipherTests() => _cipher = new FieldCipher(
        new SealingOptions { Scopes = ["default", "clinical"], RootKey = new byte[] { 1 } }, _keys, _keys, _time);

    public ValueTask DisposeAsync() => _cipher.DisposeAsync();

    [Fact]
    public async Task What_was_encrypted_is_opened_under_the_record_of_its_key()
    {
        await _cipher.StartAsync(Surroundings);
        foreach (string value in (string[])["1", "123-45-6789", "Zoë \"Q\" \\ 日本", new string('x', 70_000)])
        {
            byte[] token = Encrypt(value, scope: 1);

            Assert.Equal(value, Open(token));
            Assert.True(value.Length < 4 || token.AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)) < 0);
        }

        KeyRecord used = Assert.Single(_cipher.UsedKeys());
        Assert.Equal("clinical", used.Scope);
        Assert.Equal(("philens-field", "clinic"), (used.Context["purpose"], used.Context["cluster"]));
    }

    [Fact]
    public async Task A_value_never_has_the_same_token_twice_and_never_a_nonce()
    {
        await _cipher.StartAsync(Surroundings);
        HashSet<string> nonces = [];
        Parallel.For(0, 10_000, _ =>
        {
            byte[] token = Encrypt("123-45-6789");
            Assert.True(SealedToken.TryRead(token, out SealedToken parts));
            lock (nonces)
            {
                Assert.True(nonces.Add(Encoding.ASCII.GetString(token[parts.Payload][..16])));
            }
        });
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_in_a_token_never_opens()
    {
        await _cipher.StartAsync(Surroundings);
        foreach (string value in (string[])["1", "12", "123-45-6789"])
        {
            byte[] token = Encrypt(value);
            for (int bit = 0; bit < token.Length * 8; bit++)
            {
                byte[] flipped = [.. token];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));

                Assert.Null(Open(flipped));
            }
        }
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_in_a_key_record_never_opens()
    {
        await _cipher.StartAsync(Surroundings);
        _ = Encrypt("1");
        KeyRecord record = Assert.Single(_cipher.UsedKeys());
        byte[] text = record.ToJson();
        byte[] key = _keys.KeyOf(record);
        Assert.NotNull(OpeningKey.Of(KeyRecord.Read(text)!, key));
        for (int bit = 0; bit < text.Length * 8; bit++)
        {
            byte[] flipped = [.. text];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.True(
                KeyRecord.Read(flipped) is not { } changed || OpeningKey.Of(changed, key) is null, $"bit {bit}");
        }
    }

    [Fact]
    public async Task A_token_does_not_open_as_another_type_or_under_the_key_of_another_scope()
    {
        await _cipher.StartAsync(Surroundings);
        byte[] token = Encrypt("123-45-6789");
        _ = Encrypt("1", scope: 1);
        string text = Encoding.ASCII.GetString(token);

        Assert.Null(Open(Encoding.ASCII.GetBytes(text.Replace(".ssn.", ".mrn.", StringComparison.Ordinal))));
        KeyRecord other = _cipher.UsedKeys().Single(r => r.Scope == "clinical");
        KeyRecord own = _cipher.UsedKeys().Single(r => r.Scope == "default");
        Assert.Null(OpeningKey.Of(own, _keys.KeyOf(other)));
        Assert.Null(OpeningKey.Of(
            own with { Context = new Dictionary<string, string>(own.Context) { ["scope"] = "clinical" } },
            _keys.KeyOf(own)));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_sealed_and_that_is_counted()
    {
        _keys.Shut = "AccessDeniedException";
        Task first = _cipher.StartAsync(Surroundings);

        Assert.False(first.IsCompleted);
        Assert.False(_cipher.IsSound);
        Assert.False(TryEncrypt("123-45-6789", 0, out _));
        Assert.False(_cipher.TryPseudonymise("ssn"u8, "123-45-6789"u8, new byte[200], out _));
        Assert.Equal(2, _cipher.Erased);
        Assert.Contains(("default", "AccessDeniedException"), _keys.Unavailable);
        Assert.Contains(("pseudonyms", "AccessDeniedException"), _keys.Unavailable);

        _keys.Shut = null;
        for (int i = 0; i < 100 && !first.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(61));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(TryEncrypt("123-45-6789", 0, out _));
        Assert.True(_cipher.IsSound);
    }

    [Fact]
    public async Task A_key_is_renewed_before_it_is_old_and_older_tokens_still_open()
    {
        await _cipher.StartAsync(Surroundings);
        byte[] before = Encrypt("123-45-6789");
        int generated = _keys.Generated;
        for (int i = 0; i < 100 && _keys.Generated < generated + 2; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.True(_cipher.IsSound);
        byte[] after = Encrypt("123-45-6789");
        Assert.Equal(2, _cipher.UsedKeys().Count);
        Assert.Equal(2, _cipher.Version);
        Assert.Equal(("123-45-6789", "123-45-6789"), (Open(before), Open(after)));
    }

    [Fact]
    public async Task A_key_that_cannot_be_renewed_goes_on_to_its_hard_limit_and_no_further()
    {
        await _cipher.StartAsync(Surroundings);
        _keys.Shut = "KMSInternalException";

        _time.Advance(TimeSpan.FromMinutes(61));
        Assert.False(_cipher.IsSound);
        Assert.True(TryEncrypt("1", 0, out _));

        _time.Advance(TimeSpan.FromMinutes(180));
        Assert.False(TryEncrypt("1", 0, out _));
        Assert.Equal(1, _cipher.Erased);
    }

    [Fact]
    public async Task Sealing_allocates_nothing()
    {
        await _cipher.StartAsync(Surroundings);
        byte[] token = new byte[256];
        Seal();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Seal();
        }

        // An engine may be made anew when the thread moves to another processor.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8192);

        void Seal()
        {
            Assert.True(_cipher.TryEncrypt("ssn"u8, 0, "123-45-6789"u8, token, out _));
            Assert.True(_cipher.TryPseudonymise("ssn"u8, "123-45-6789"u8, token, out _));
        }
    }

    private byte[] Encrypt(string value, int scope = 0)
    {
        Assert.True(TryEncrypt(value, scope, out byte[] token));
        return token;
    }

    private bool TryEncrypt(string value, int scope, out byte[] token)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        byte[] place = new byte[_cipher.MaxTokenLength("ssn"u8, bytes.Length)];
        bool isSealed = _cipher.TryEncrypt("ssn"u8, scope, bytes, place, out int written);
        token = place[..written];
        return isSealed;
    }

    private string? Open(byte[] token)
    {
        if (!SealedToken.TryRead(token, out SealedToken parts) || parts.IsPseudonym)
        {
            return null;
        }

        string keyId = Encoding.ASCII.GetString(token[parts.KeyId]);
        KeyRecord? record = _cipher.UsedKeys().FirstOrDefault(r => r.KeyId == keyId);
        using OpeningKey? key = record is null ? null : OpeningKey.Of(record, _keys.KeyOf(record));
        byte[] value = new byte[OpeningKey.MaxValueLength(token)];
        return key?.Open(token.AsSpan(0, parts.Length), parts, value, out int length) == TokenOutcome.Opened
            ? Encoding.UTF8.GetString(value, 0, length)
            : null;
    }
}
