using System.Text.Json;

namespace PhiLens.LocalAws.Protocol;

/// <summary>What goes back to the client.</summary>
internal sealed record Answer(int Status, string? ErrorType, ReadOnlyMemory<byte> Body)
{
    public static Answer For(ServiceException refusal)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("__type", refusal.Type);
            writer.WriteString("message", refusal.Message);
            writer.WriteEndObject();
        }

        return new Answer(refusal.Status, refusal.Type, body.WrittenMemory);
    }
}
