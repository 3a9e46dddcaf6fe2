using System.Text;
using PhiLens.Sidecar.Commands.Decrypting.Keys;

namespace PhiLens.Sidecar.Tests.Commands.Decrypting;

public sealed class KeyRecordFinderTests
{
    private static readonly string Json =
        "{\"le\":\"key\",\"v\":1,\"kid\":\"AAAAAAAAAAA\",\"kms\":\"arn:aws:kms:eu-central-1:111122223333:key/k\","
        + "\"ctx\":{\"cluster\":\"clinic\",\"purpose\":\"philens-field\",\"scope\":\"default\"},"
        + $"\"blob\":\"{Convert.ToBase64String(new byte[184])}\",\"from\":\"2026-11-28T15:00:00Z\","
        + $"\"commit\":\"{Convert.ToBase64String(new byte[32])}\"}}";

    [Fact]
    public void Records_are_found_as_they_are_behind_a_time_and_within_strings_of_JSON()
    {
        string relaxed = $"{{\"message\":\"{Json.Replace("\"", "\\\"", StringComparison.Ordinal)}\"}}";

        Assert.Equal(1, Count(Json));
        Assert.Equal(1, Count($"2026-11-28T15:00:00 philens-keys/host {Json}\nnext line"));
        Assert.Equal(1, Count(relaxed));
        Assert.Equal(2, Count($"{Json}\n{relaxed}\n"));
        Assert.Equal(3, Count($"{relaxed}\n{relaxed}\n{Json}\n"));
    }

    [Fact]
    public void Damaged_text_holds_no_records_and_is_no_error()
    {
        var dice = new Random(3);
        byte[] text = Encoding.UTF8.GetBytes($"x {Json} \\\"{Json.Replace("\"", "\\\"")}\\\"");
        for (int i = 0; i < 5000; i++)
        {
            byte[] damaged = [.. text];
            for (int j = dice.Next(8); j >= 0; j--)
            {
                damaged[dice.Next(damaged.Length)] = (byte)dice.Next(256);
            }

            KeyRecordFinder.Find(damaged.AsSpan(0, dice.Next(damaged.Length)), _ => { });
        }

        Assert.Equal(0, Count(Json[..^1]));
    }

    private static int Count(string text)
    {
        int count = 0;
        KeyRecordFinder.Find(Encoding.UTF8.GetBytes(text), record =>
        {
            Assert.Equal(Json, Encoding.UTF8.GetString(record.ToJson()));
            count++;
        });
        return count;
    }
}
