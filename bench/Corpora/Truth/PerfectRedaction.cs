using System.Text;
using System.Text.Json;
using PhiLens.Bench.Corpora.Kinds;

namespace PhiLens.Bench.Corpora.Truth;

/// <summary>What a redactor that knows the truth would write.</summary>
public static class PerfectRedaction
{
    /// <summary>Replaces everything that must or may go.</summary>
    public static byte[] Of(ReadOnlySpan<byte> line, TruthLine truth)
    {
        HashSet<int> numbers = truth.Form == RecordForm.Json ? NumbersIn(line) : [];
        var redacted = new List<byte>(line.Length);
        int position = 0;
        foreach (TruthSpan phi in truth.Phi)
        {
            redacted.AddRange(line[position..phi.Offset]);
            // A number in JSON needs quotes around its mark.
            string quote = numbers.Contains(phi.Offset) ? "\"" : "";
            redacted.AddRange(Encoding.ASCII.GetBytes($"{quote}[REDACTED:{phi.Type}]{quote}"));
            position = phi.End;
        }

        redacted.AddRange(line[position..]);
        return [.. redacted];
    }

    private static HashSet<int> NumbersIn(ReadOnlySpan<byte> json)
    {
        var numbers = new HashSet<int>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                numbers.Add((int)reader.TokenStartIndex);
            }
        }

        return numbers;
    }
}
