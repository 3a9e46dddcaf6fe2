using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Tests.Configuration;

public sealed class FuzzTests
{
    private static readonly string[] Seeds =
    [
        "64MiB", "25s", "unix:/run/a.stdout", "tcp:[::1]:80", "https://a.b/", "arn:aws:kms:eu-central-1:1:key/x", "a=b",
        "{\"LOG\":{\"LEVEL\":\"debug\"},\"SOURCES\":{\"FIFO\":[\"/a\",\"/b\"]}}",
        "{container}/{task_id}", "0666", "true",
    ];

    [Fact]
    public void No_text_makes_reading_throw_or_an_error_take_two_lines()
    {
        Random random = new(20261123);
        string[] names = [.. Settings.All.Select(s => s.Variable), "PHILENS_CONFIG_JSON", "PHILENS_CONFIG"];
        for (int i = 0; i < 3000; i++)
        {
            Dictionary<string, string> environment = Given.Environment();
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                string name = names[random.Next(names.Length)];
                environment[random.Next(20) == 0 ? Mutate(name, random) : name] = Mutate(
                    Seeds[random.Next(Seeds.Length)], random);
            }

            ConfigurationResult result = ConfigurationReader.Read(environment, Given.Host);

            Assert.Equal(result.Errors.Count == 0, result.Options is not null);
            Assert.All(result.Errors, e => Assert.DoesNotContain(e.ToString(), char.IsControl));
            Assert.All(result.Settings, s => Assert.DoesNotContain(s.Value, char.IsControl));
        }
    }

    private static string Mutate(string text, Random random)
    {
        List<char> characters = [.. text];
        for (int i = random.Next(4); i > 0; i--)
        {
            int at = random.Next(characters.Count + 1);
            char c = random.Next(8) == 0 ? (char)random.Next(1, 0x10000) : (char)random.Next(1, 127);
            if (at == characters.Count || random.Next(2) == 0)
            {
                characters.Insert(at, c);
            }
            else if (random.Next(2) == 0)
            {
                characters.RemoveAt(at);
            }
            else
            {
                characters[at] = c;
            }
        }

        return string.Concat(characters);
    }
}
