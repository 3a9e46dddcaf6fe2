using System.Text;
using System.Text.Json.Nodes;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Makes JSON values, and reads MessagePack values as JSON.</summary>
internal static class RandomJson
{
    private static readonly string[] Pieces =
        ["a", "é", "\"", "\\", "\n", "\u0001", "😀", "</", "\u2028", "plain text"];

    internal static JsonNode? Node(Random random, int depth, int longest) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.NextInt64(long.MinValue, long.MaxValue)),
        3 => JsonValue.Create(random.Next(-200, 200)),
        4 => JsonValue.Create((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-10, 10))),
        5 => JsonValue.Create(Text(random, longest)),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(20)).Select(_ => Node(random, depth - 1, longest / 4))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(20)).Select(i =>
            KeyValuePair.Create($"{i}{Text(random, 20)}", Node(random, depth - 1, longest / 4)))),
    };

    internal static JsonNode? Read(ref MessagePackCursor cursor)
    {
        MessagePackStatus status = cursor.Read(out MessagePackHeader header, out ReadOnlySpan<byte> text);
        Assert.Equal(MessagePackStatus.Complete, status);
        switch (header.Kind)
        {
            case MessagePackKind.Nil:
                return null;
            case MessagePackKind.Boolean:
                return JsonValue.Create(header.Bits != 0);
            case MessagePackKind.RealNumber:
                return JsonValue.Create(header.Number);
            case MessagePackKind.Text:
                return JsonValue.Create(Encoding.UTF8.GetString(text));
            case MessagePackKind.Array:
                var array = new JsonArray();
                for (long i = 0; i < header.Count; i++)
                {
                    array.Add(Read(ref cursor));
                }

                return array;
            case MessagePackKind.Map:
                var map = new JsonObject();
                for (long i = 0; i < header.Count; i += 2)
                {
                    string key = Read(ref cursor)!.GetValue<string>();
                    map.Add(key, Read(ref cursor));
                }

                return map;
            default:
                return JsonValue.Create(header.Bits);
        }
    }

    private static string Text(Random random, int longest)
    {
        var text = new StringBuilder();
        for (int length = random.Next(longest); text.Length < length;)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
