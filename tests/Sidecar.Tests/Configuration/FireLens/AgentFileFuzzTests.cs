using PhiLens.Sidecar.Configuration.FireLens;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class AgentFileFuzzTests
{
    private static readonly string[] Lines =
    [
        "[INPUT]", "[FILTER]", "[OUTPUT]", "[SERVICE]", "    Name grep", "    Name forward", "    Name cloudwatch",
        "    Name modify", "    Name multiline", "    Name record_modifier", "    Match *", "    Regex log [a-",
        "    Exclude log (?i)x", "    log_group_name $(tag", "    log_stream_prefix ${A}", "@INCLUDE *", "@SET A=${A}",
        "    Record ${A} ${B:-${C}}", "    Set a b", "    unix_path ${A}", "    Port 1", "@INCLUDE fluent-bit.conf", "",
    ];

    [Fact]
    public void Random_and_mutated_files_never_throw_and_never_loop()
    {
        Random random = new(20261123);
        string[] seeds = [.. new[] { "awsvpc", "bridge", "host", "fluentd" }
            .Select(n => AgentFile.Recorded($"firelens-{n}.conf"))];
        for (int i = 0; i < 4000; i++)
        {
            string text = i % 3 == 0 ? RandomLines(random) : Mutate(seeds[random.Next(seeds.Length)], random);
            FireLensResult result = AgentFile.Of(text)
                .With("/fluent-bit/etc/external.conf", Mutate(RandomLines(random), random))
                .Variable("log_group_name_0", "marker-of-a-secret")
                .Variable("A", "marker-of-a-secret")
                .Read();

            Assert.Equal(result.Errors.Count == 0, result.Plan is not null);
            Assert.All(result.Errors, e => AssertFit(e.ToString()));
            Assert.All(result.Findings, f => AssertFit(f.ToString()));
        }
    }

    private static void AssertFit(string text)
    {
        Assert.DoesNotContain(text, char.IsControl);
        Assert.DoesNotContain("marker-of-a-secret", text, StringComparison.Ordinal);
    }

    private static string RandomLines(Random random) =>
        string.Join('\n', Enumerable.Range(0, random.Next(20)).Select(_ => Lines[random.Next(Lines.Length)]));

    private static string Mutate(string text, Random random)
    {
        List<char> characters = [.. text];
        for (int i = random.Next(6); i > 0; i--)
        {
            int at = random.Next(characters.Count + 1);
            char c = random.Next(8) == 0 ? (char)random.Next(1, 0x10000) : "\n\t #[]@${}<>*'()/a1"[random.Next(18)];
            if (at == characters.Count || random.Next(2) == 0)
            {
                characters.Insert(at, c);
            }
            else
            {
                characters.RemoveRange(at, Math.Min(random.Next(1, 12), characters.Count - at));
            }
        }

        return string.Concat(characters);
    }
}
