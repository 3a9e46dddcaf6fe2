using System.Net;
using System.Text;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>Values are encrypted on their way into the log, and opened again by those whom KMS lets.</summary>
public sealed class EncryptionTests
{
    private const string Policy = """
        {"rules":[{"key":"ssn","action":"encrypt"},{"key":"note","action":"encrypt","scope":"clinical"},
        {"key":"mrn","action":"pseudonym"}]}
        """;

    [Fact]
    public async Task A_million_mixed_values_are_opened_to_what_they_were()
    {
        const int lineCount = 50_000;
        const int perLine = 20;
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await StartAsync(aws, ("PHILENS_MEMORY__LIMIT", "64MiB"),
            ("PHILENS_MEMORY__WHENFULL", "block"));
        var dice = new Random(7);
        List<string> written = [];
        await using (StreamWriter app = new(sidecar.OpenFifo("api.stdout").BaseStream, bufferSize: 1 << 16))
        {
            for (int i = 0; i < lineCount; i++)
            {
                IEnumerable<string> fields = Enumerable.Range(0, perLine).Select(_ => Field(dice));
                string line = $"{{\"n\":{i},{string.Join(',', fields)}}}";
                written.Add(line);
                await app.WriteAsync(line + "\n");
            }
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, lineCount, lineCount), (exitCode, ledger.Received, ledger.Delivered));
        List<string> stored = await aws.MessagesAsync("api");
        List<string> keys = await KeyRecordsAsync(aws);
        Assert.Equal(lineCount, stored.Count);
        Assert.Equal(2, keys.Select(k => k[..40]).Distinct().Count());
        Assert.DoesNotContain(stored, m => m.Contains("\"ssn\":\"1", StringComparison.Ordinal));

        (int opened, byte[] text, string errors) = await DecryptAsync(aws, [.. keys, .. stored]);

        Assert.Equal((0, ""), (opened, errors));
        Assert.Equal(written, Encoding.UTF8.GetString(text).Split('\n')[keys.Count..^1]);
    }

    [Fact]
    public async Task Tokens_wait_until_the_record_of_their_key_is_delivered()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await StartAsync(aws, ("PHILENS_ENCRYPTION__KEYLOGGROUP", "/keys"));
        await aws.InjectAsync("""{"operation":"PutLogEvents","fault":"access-denied","count":2}""");
        await WriteAsync(sidecar, """{"ssn":"123-45-6789"}""");
        await sidecar.Process.LineContainingAsync("Retry");

        await aws.WaitForAsync("api", messages => messages.Count == 1);

        List<string> keys = await KeyRecordsAsync(aws, "/keys");
        Assert.NotEmpty(keys);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 1, 1), (exitCode, ledger.Received, ledger.Delivered));
        List<string> stored = await aws.MessagesAsync("api");
        Assert.Matches("^\\{\"ssn\":\"LE1\\.ssn\\.[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]+\\.\"\\}$", stored[0]);

        // The records are not in the text: they are looked up in their group.
        (int opened, byte[] text, _) = await DecryptAsync(aws, stored, "--key-log-group", "/keys");
        Assert.Equal((0, "{\"ssn\":\"123-45-6789\"}\n"), (opened, Encoding.UTF8.GetString(text)));
    }

    [Fact]
    public async Task Only_what_KMS_lets_the_caller_open_is_opened()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await StartAsync(aws);
        await WriteAsync(sidecar, """{"ssn":"123-45-6789","note":"came with \"pain\"\nleft"}""");
        await sidecar.StopAsync();
        List<string> all = [.. await KeyRecordsAsync(aws), .. await aws.MessagesAsync("api")];

        await aws.InjectAsync(
            """{"operation":"Decrypt","unlessContext":{"scope":"clinical"},"fault":"access-denied"}""");
        (int exitCode, byte[] text, string errors) = await DecryptAsync(aws, all);
        string line = Encoding.UTF8.GetString(text).Split('\n')[^2];
        Assert.Equal(1, exitCode);
        Assert.Contains("AccessDeniedException", errors, StringComparison.Ordinal);
        Assert.StartsWith("{\"ssn\":\"LE1.ssn.", line, StringComparison.Ordinal);
        Assert.EndsWith("\"note\":\"came with \\\"pain\\\"\\u000aleft\"}", line, StringComparison.Ordinal);

        // Whoever asks for the one scope only has all that he asked for.
        (exitCode, _, errors) = await DecryptAsync(aws, all, "--scope", "clinical");
        Assert.Equal((0, ""), (exitCode, errors));

        await aws.HealAsync();
        await aws.InjectAsync("""{"operation":"Decrypt","fault":"access-denied"}""");
        (exitCode, text, _) = await DecryptAsync(aws, all);
        Assert.Equal((1, string.Join('\n', all) + "\n"), (exitCode, Encoding.UTF8.GetString(text)));
        (exitCode, text, _) = await DecryptAsync(aws, all, "--verify");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("0 values opened, 2 stay closed", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        (exitCode, text, _) = await DecryptAsync(aws, all, "--inspect");
        Assert.Equal(0, exitCode);
        Assert.Contains("note 1  scope clinical, made ", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_values_are_erased_and_health_is_red_until_there_are_keys()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync("""
            [{"operation":"GenerateDataKey","fault":"access-denied"},{"operation":"Decrypt","fault":"access-denied"}]
            """);
        await using Sidecar sidecar = await StartAsync(aws);
        await WriteAsync(sidecar, """{"ssn":"123-45-6789","mrn":"A-17"}""");
        await aws.WaitForAsync("api", messages => messages.Count == 1);

        Assert.Equal(
            ["{\"ssn\":\"[REDACTED:ssn]\",\"mrn\":\"[REDACTED:mrn]\"}"], await aws.MessagesAsync("api"));
        await sidecar.WaitForMetricAsync("philens_unsealed_values_total", n => n == 2);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await DeliveringAsync(sidecar));
        (_, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((1, 1), (ledger.Received, ledger.Delivered));
    }

    [Fact]
    public async Task Pseudonyms_agree_between_tasks()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        string root = await aws.MakeRootKeyAsync();
        for (int task = 0; task < 2; task++)
        {
            await using Sidecar sidecar = await StartAsync(
                aws, ("PHILENS_CLOUDWATCH__LOGSTREAM", $"task-{task}"), ("PHILENS_ENCRYPTION__PSEUDONYMKEY", root));
            await WriteAsync(sidecar, task == 0 ? """{"mrn":"MRN-0017"}""" : """{"mrn":"mrn 0017"}""");
            await sidecar.StopAsync();
        }

        string message = Assert.Single(await aws.MessagesAsync("task-0"));
        Assert.Matches("^\\{\"mrn\":\"LT1\\.mrn\\.[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{22}\"\\}$", message);
        Assert.Equal([message], await aws.MessagesAsync("task-1"));
    }

    [Fact]
    public async Task A_group_without_a_KMS_key_is_refused_where_one_is_required()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using (Sidecar first = await StartAsync(aws))
        {
            await WriteAsync(first, "{}");
            await first.StopAsync();
        }

        await using Sidecar refused = Sidecar.Launch(
            aws,
            _ => { },
            ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"),
            ("PHILENS_CLOUDWATCH__REQUIREKMS", "true"));
        Assert.Equal(2, await refused.Process.ExitAsync());
        Assert.StartsWith(
            "PHILENS_CLOUDWATCH__REQUIREKMS: the log group /ecs/clinic is not encrypted",
            refused.Process.Errors,
            StringComparison.Ordinal);

        await using Sidecar taken = await StartAsync(
            aws,
            ("PHILENS_CLOUDWATCH__REQUIREKMS", "true"),
            ("PHILENS_CLOUDWATCH__LOGGROUP", "/ecs/sealed"),
            ("PHILENS_CLOUDWATCH__KMSKEYID", "arn:aws:kms:eu-central-1:111122223333:key/logs"));
        await WriteAsync(taken, "{}");
        (int exitCode, SidecarLedger ledger) = await taken.StopAsync();
        Assert.Equal((0, 1, 1), (exitCode, ledger.Received, ledger.Delivered));
    }

    private static string Field(Random dice) => dice.Next(4) switch
    {
        0 => $"\"ssn\":\"{dice.Next(100, 900)}-{dice.Next(10, 99)}-{dice.Next(1000, 9999)}\"",
        1 => $"\"note\":\"Frau Müller, Zimmer {dice.Next(100)}, stabil\"",
        2 => $"\"ssn\":\"{dice.NextInt64(100_000_000, 999_999_999)}\"",
        _ => $"\"note\":\"{new string('x', dice.Next(1, 60))}\"",
    };

    private static async Task<Sidecar> StartAsync(LocalAws aws, params (string Name, string Value)[] settings) =>
        await Sidecar.StartAsync(
            aws,
            [
                ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"),
                ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}"),
                ("PHILENS_REDACTION__POLICYJSON", Policy),
                ("PHILENS_KMS__ENDPOINT", aws.Endpoint),
                ("PHILENS_ENCRYPTION__KMSKEYID", "alias/philens"),
                ("PHILENS_ENCRYPTION__PSEUDONYMKEY", await aws.MakeRootKeyAsync()),
                .. settings,
            ]);

    private static async Task WriteAsync(Sidecar sidecar, string line)
    {
        await using StreamWriter app = sidecar.OpenFifo("api.stdout");
        await app.WriteAsync(line + "\n");
    }

    private static async Task<List<string>> KeyRecordsAsync(LocalAws aws, string group = "/ecs/clinic") =>
        await aws.MessagesAsync($"philens-keys/{Environment.MachineName}", group);

    private static Task<(int ExitCode, byte[] Output, string Errors)> DecryptAsync(
        LocalAws aws, IEnumerable<string> lines, params string[] arguments)
    {
        var environment = new Dictionary<string, string>(aws.Environment) { ["PHILENS_KMS__ENDPOINT"] = aws.Endpoint };
        return FilterCommand.RunAsync(
            ["decrypt", .. arguments],
            environment,
            Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
    }

    private static async Task<HttpStatusCode> DeliveringAsync(Sidecar sidecar)
    {
        string health = (await sidecar.Process.LineContainingAsync("Health and metrics at ")).Split(' ')[^1];
        using var http = new HttpClient { BaseAddress = new Uri(health) };
        using HttpResponseMessage answer = await http.GetAsync(new Uri("/delivering", UriKind.Relative));
        return answer.StatusCode;
    }
}
