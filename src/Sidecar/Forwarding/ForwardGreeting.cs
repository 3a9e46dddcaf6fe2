using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Sources.Forward;

namespace PhiLens.Sidecar.Forwarding;

/// <summary>
/// The client's side of the Forward protocol's handshake (specification v1.5, "handshake messages"): the receiver's
/// <c>["HELO", {"nonce": …, "auth": …, "keepalive": …}]</c>; <c>["PING", host name, salt, digest, "", ""]</c>; the
/// receiver's <c>["PONG", ok, reason, host name, digest]</c>, by which it proves that it knows the key too. A digest is
/// SHA-512 of salt, name, nonce and key as 128 lower-case hexadecimal digits.
/// </summary>
/// <param name="sharedKey">The key that both sides know.</param>
/// <param name="hostName">How this sender names itself.</param>
internal sealed class ForwardGreeting(string sharedKey, string hostName)
{
    private const int SaltLength = 16;
    private const int PongParts = 5;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(sharedKey);
    private readonly byte[] _hostName = Encoding.UTF8.GetBytes(hostName);
    private readonly byte[] _salt = Encoding.ASCII.GetBytes(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltLength)));

    private byte[] _nonce = [];

    /// <summary>Answers the receiver's first message.</summary>
    /// <param name="helo">The message, whole.</param>
    /// <returns>The answer; null when it is no <c>HELO</c>, or asks for a user's name, which nobody set.</returns>
    public byte[]? Ping(ReadOnlySpan<byte> helo)
    {
        var cursor = new MessagePackCursor(helo);
        _ = cursor.Read(out MessagePackHeader array, out _);
        _ = cursor.Read(out _, out ReadOnlySpan<byte> name);
        _ = cursor.Read(out MessagePackHeader map, out _);
        if (array is not { Kind: MessagePackKind.Array, Count: 2 }
            || !name.SequenceEqual("HELO"u8)
            || map.Kind != MessagePackKind.Map)
        {
            return null;
        }

        bool asksForUser = false;
        for (long left = map.Count / 2; left > 0; left--)
        {
            _ = cursor.Read(out _, out ReadOnlySpan<byte> key);
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> whole);
            _ = new MessagePackCursor(whole).Read(out _, out ReadOnlySpan<byte> value);
            _nonce = key.SequenceEqual("nonce"u8) ? value.ToArray() : _nonce;
            asksForUser |= key.SequenceEqual("auth"u8) && !value.IsEmpty;
        }

        return asksForUser || _nonce.Length == 0 ? null : Ping();
    }

    /// <summary>Checks the receiver's last message.</summary>
    /// <param name="pong">The message, whole.</param>
    /// <returns>Whether the receiver accepted, and knows the key itself.</returns>
    public bool IsWelcome(ReadOnlySpan<byte> pong)
    {
        var cursor = new MessagePackCursor(pong);
        _ = cursor.Read(out MessagePackHeader array, out _);
        _ = cursor.Read(out _, out ReadOnlySpan<byte> name);
        _ = cursor.Read(out MessagePackHeader accepted, out _);
        _ = cursor.Read(out _, out _);
        _ = cursor.Read(out _, out ReadOnlySpan<byte> server);
        _ = cursor.Read(out _, out ReadOnlySpan<byte> digest);
        return array is { Kind: MessagePackKind.Array, Count: PongParts }
            && name.SequenceEqual("PONG"u8)
            && accepted is { Kind: MessagePackKind.Boolean, Bits: 1 }
            && CryptographicOperations.FixedTimeEquals(Digest(server), digest);
    }

    private byte[] Ping()
    {
        var message = new ArrayBufferWriter<byte>();
        MessagePackText.WriteArrayHeader(message, 6);
        MessagePackText.WriteText(message, "PING"u8);
        MessagePackText.WriteText(message, _hostName);
        MessagePackText.WriteText(message, _salt);
        MessagePackText.WriteText(message, Digest(_hostName));
        MessagePackText.WriteText(message, []);
        MessagePackText.WriteText(message, []);
        return message.WrittenSpan.ToArray();
    }

    private byte[] Digest(ReadOnlySpan<byte> name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(_salt);
        hash.AppendData(name);
        hash.AppendData(_nonce);
        hash.AppendData(_key);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
