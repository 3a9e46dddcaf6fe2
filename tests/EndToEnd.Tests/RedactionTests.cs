using System.Globalization;
using System.Net.Sockets;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

public sealed class RedactionTests
{
    /// <summary>What the recording holds of its made-up patients, and other ways to write it.</summary>
    private static readonly string[] Recorded =
    [
        "123-45-6789", "123456789", "987-65-4321", "987654321", "6789\\", "maria.garcia@example.com", "maria.garcia",
        "MRN0012345", "0012345",
    ];

    [Theory]
    [InlineData("{container}/{stream}")]
    public async Task Nothing_of_the_recordings_patients_arrives_in_any_form(string stream)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_REDACTION__PRESET", "phi"),
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", stream));
        await using (NetworkStream docker = sidecar.Connect("fluent.sock"))
        {
            await docker.WriteAsync(DockerRecording.Read());
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 512, 512), (exitCode, ledger.Received, ledger.Delivered));
        List<string> all = [.. await aws.MessagesAsync("api/stdout"), .. await aws.MessagesAsync("api/stderr")];
        Assert.Equal(512, all.Count);
        Assert.All(Recorded, value => Assert.DoesNotContain(all, m => m.Contains(value, StringComparison.Ordinal)));
        Assert.Contains(all, m => m.Contains("[REDACTED:ssn]", StringComparison.Ordinal));
        Assert.Contains(all, m => m.Contains("[REDACTED:email]", StringComparison.Ordinal));
        Assert.Equal(500, all.Count(m => m.Contains("\"log\":\"burst ", StringComparison.Ordinal)));
        Assert.Contains(all, m => m.Contains("ecs-clinic-7-api-c0ffee", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_planted_in_every_field_and_fault_is_found_nowhere_but_in_its_own_stream()
    {
        const string marker = "zq7marker";
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync("""
            [{"operation":"PutLogEvents","fault":"throttle","count":1},
             {"operation":"PutLogEvents","fault":"unavailable","count":1},
             {"operation":"PutLogEvents","fault":"reset-before","count":1},
             {"operation":"PutLogEvents","fault":"reset-after","count":1},
             {"operation":"PutLogEvents","fault":"half-body","count":1},
             {"operation":"PutLogEvents","fault":"half-answer","count":1},
             {"operation":"PutLogEvents","fault":"no-request-id","count":1},
             {"operation":"PutLogEvents","fault":"expired-token","count":1},
             {"operation":"PutLogEvents","fault":"access-denied","count":1},
             {"operation":"PutLogEvents","fault":"reject","tooOldEnd":1,"count":1}]
            """);
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_REDACTION__PRESET", "phi"),
            ("PHILENS_LOG__LEVEL", "verbose"),
            ("PHILENS_CLOUDWATCH__RETRYCAP", "100ms"),
            ("PHILENS_RECORDS__MAXSIZE", "8KiB"),
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "all"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.stdout"))
        {
            foreach (string line in Planted(marker))
            {
                await pipe.WriteAsync(line + "\n");
            }
        }

        await using (NetworkStream client = sidecar.Connect("fluent.sock"))
        {
            // A message whose record is cut off in the middle, and one that is no message at all.
            byte[] half = [0x93, 0xA3, .. "app"u8, 0x01, 0x81, 0xA3, .. "log"u8, 0xAF, .. "zq7marker"u8];
            await client.WriteAsync(half);
        }

        await using (NetworkStream client = sidecar.Connect("fluent.sock"))
        {
            await client.WriteAsync((byte[])[0x92, 0x01, 0xA9, .. "zq7marker"u8]);
        }

        await sidecar.WaitForMetricAsync("philens_messages_malformed_total", n => n >= 1);
        string metrics = await sidecar.MetricsAsync();
        (int _, SidecarLedger ledger) = await sidecar.StopAsync();

        List<string> stored = await aws.MessagesAsync("all");
        Assert.Equal(ledger.Received, ledger.Delivered + ledger.Filtered + ledger.Dropped.Values.Sum());
        Assert.DoesNotContain(sidecar.Output, line => line.Contains(marker, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(marker, metrics, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(stored, m => m.Contains($"ordinary {marker}", StringComparison.Ordinal));
        Assert.All(
            stored.Where(m => !m.Contains("ordinary", StringComparison.Ordinal)),
            m => Assert.DoesNotContain(marker, m, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// A marker in each kind of field that the preset names, in whole, nested, broken and overlong records.
    /// </summary>
    private static IEnumerable<string> Planted(string marker)
    {
        // The first one is among those that a fault rejects.
        yield return $"ordinary {marker} line";
        yield return $"ordinary {marker} line";
        foreach (string key in (string[])["patientName", "first_name", "mrn", "password", "email", "homeAddress"])
        {
            string value = key == "email" ? $"{marker}@example.com" : marker;
            yield return $$"""{"{{key}}":"{{value}}","n":1}""";
            yield return $$"""{"a":[{"b":"{\"{{key}}\":\"{{value}}\"}"}]}""";
            yield return $$"""{"{{key}}":"{{value}}","broken":""";
            yield return $"{key}={value} status=200";
            yield return string.Create(
                CultureInfo.InvariantCulture, $$"""{"pad":"{{new string('x', 8100)}}","{{key}}":"{{value}}","n":1}""");
        }
    }
}
