using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>
/// The server's side of the Forward protocol's handshake (specification v1.5, "handshake messages"):
/// <c>HELO</c> with a nonce; the client's <c>PING</c> with SHA-512 of its salt, its host name, the nonce and the shared
/// key; <c>PONG</c> with the same of the server's host name. Digests are 128 lower-case hexadecimal digits of the
/// concatenated bytes, and are compared in constant time. User names are not asked for.
/// </summary>
/// <param name="sharedKey">The key that both sides know.</param>
/// <param name="hostName">How the server names itself.</param>
internal sealed class SharedKeyHandshake(string sharedKey, string hostName)
{
    /// <summary>The longest answer of a client that is read; usual ones have a few hundred bytes.</summary>
    internal const int LongestPing = 4096;

    private const int NonceLength = 16;
    private const int PingParts = 6;

    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(NonceLength);
    private readonly byte[] _sharedKey = Encoding.UTF8.GetBytes(sharedKey);
    private readonly byte[] _hostName = Encoding.UTF8.GetBytes(hostName);

    /// <summary>The server's first message.</summary>
    internal byte[] Helo()
    {
        var message = new ArrayBufferWriter<byte>();
        MessagePackText.WriteArrayHeader(message, 2);
        MessagePackText.WriteText(message, "HELO"u8);
        MessagePackText.WriteMapHeader(message, 3);
        MessagePackText.WriteText(message, "nonce"u8);

        // Binary, as Fluentd sends it: clients that decode texts would hash what became of the random bytes.
        MessagePackText.WriteBinary(message, _nonce);
        MessagePackText.WriteText(message, "auth"u8);
        MessagePackText.WriteText(message, []);
        MessagePackText.WriteText(message, "keepalive"u8);
        MessagePackText.WriteBoolean(message, true);
        return message.WrittenSpan.ToArray();
    }

    /// <summary>Checks the client's answer.</summary>
    /// <param name="bytes">What the client has sent so far.</param>
    /// <param name="answer">The result, with the <c>PONG</c> to send, once the client's message is complete.</param>
    internal HandshakeStatus TryAnswer(ReadOnlySpan<byte> bytes, out HandshakeAnswer answer)
    {
        answer = default;
        var cursor = new MessagePackCursor(bytes);
        MessagePackStatus status = cursor.Read(out MessagePackHeader header, out _);
        if (status != MessagePackStatus.Complete)
        {
            return StatusOf(status);
        }

        if (header is not { Kind: MessagePackKind.Array, Count: PingParts })
        {
            return HandshakeStatus.Malformed;
        }

        Span<Range> parts = stackalloc Range[PingParts];
        for (int i = 0; i < PingParts; i++)
        {
            status = cursor.Read(out header, out ReadOnlySpan<byte> payload);
            if (status != MessagePackStatus.Complete || !header.IsText)
            {
                return status == MessagePackStatus.Complete ? HandshakeStatus.Malformed : StatusOf(status);
            }

            parts[i] = (cursor.Position - payload.Length)..cursor.Position;
        }

        bool accepted = bytes[parts[0]].SequenceEqual("PING"u8)
            && IsRight(bytes[parts[1]], bytes[parts[2]], bytes[parts[3]]);
        answer = new HandshakeAnswer(accepted, cursor.Position, Pong(accepted, bytes[parts[2]]));
        return HandshakeStatus.Complete;
    }

    private static HandshakeStatus StatusOf(MessagePackStatus status) =>
        status == MessagePackStatus.NeedsMore ? HandshakeStatus.NeedsMore : HandshakeStatus.Malformed;

    private bool IsRight(ReadOnlySpan<byte> clientName, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> digest) =>
        CryptographicOperations.FixedTimeEquals(Digest(salt, clientName), digest);

    private byte[] Pong(bool accepted, ReadOnlySpan<byte> salt)
    {
        var message = new ArrayBufferWriter<byte>();
        MessagePackText.WriteArrayHeader(message, 5);
        MessagePackText.WriteText(message, "PONG"u8);
        MessagePackText.WriteBoolean(message, accepted);
        MessagePackText.WriteText(message, accepted ? [] : "shared_key mismatch"u8);
        MessagePackText.WriteText(message, accepted ? _hostName : []);
        MessagePackText.WriteText(message, accepted ? Digest(salt, _hostName) : []);
        return message.WrittenSpan.ToArray();
    }

    private byte[] Digest(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(salt);
        hash.AppendData(name);
        hash.AppendData(_nonce);
        hash.AppendData(_sharedKey);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
