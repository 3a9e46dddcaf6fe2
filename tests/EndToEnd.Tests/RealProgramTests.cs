using System.Net;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>A real server logs into the pipes of the published executable.</summary>
[Trait("Needs", "nginx")]
public sealed class RealProgramTests
{
    private const int Requests = 5_000;

    [Fact]
    public async Task Every_line_of_nginx_arrives_once_and_in_order()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FIFO", "{streams}/nginx.stdout,{streams}/nginx.stderr"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/{stream}"));
        int port = FreePort.Next();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-test-");
        string configuration = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(sidecar, folder.FullName, port));

        await using (RunningProcess nginx = RunningProcess.Start(
            "/usr/sbin/nginx", ["-c", configuration, "-e", sidecar.PathOf("nginx.stderr")], new Dictionary<string, string>()))
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            for (int i = 0; i < Requests; i++)
            {
                using HttpResponseMessage answer = await GetAsync(http, $"/page/{i}?patient=made-up-{i}");
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }

            nginx.Terminate();
            Assert.Equal(0, await nginx.ExitAsync());
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        folder.Delete(recursive: true);

        List<string> access = await aws.MessagesAsync("nginx/stdout");
        List<string> errors = await aws.MessagesAsync("nginx/stderr");
        Assert.Equal(0, exitCode);
        Assert.Equal(access.Count + errors.Count, ledger.Delivered);
        Assert.Equal(
            Enumerable.Range(0, Requests).Select(i => $"GET /page/{i}?patient=made-up-{i} HTTP/1.1"),
            access.Select(line => line.Split('"')[1]));
        Assert.Equal(Requests, errors.Count(line => line.Contains("No such file", StringComparison.Ordinal)));
    }

    /// <summary>The first request waits until the server listens.</summary>
    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string path)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                return await http.GetAsync(new Uri(path, UriKind.Relative), deadline.Token);
            }
            catch (HttpRequestException) when (!deadline.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
            }
        }
    }

    private static string Configuration(Sidecar sidecar, string folder, int port) =>
        $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        error_log {{sidecar.PathOf("nginx.stderr")}} error;
        events { }
        http {
          access_log {{sidecar.PathOf("nginx.stdout")}} combined;
          client_body_temp_path {{folder}};
          proxy_temp_path {{folder}};
          fastcgi_temp_path {{folder}};
          uwsgi_temp_path {{folder}};
          scgi_temp_path {{folder}};
          server {
            listen 127.0.0.1:{{port}};
            root {{folder}}/none;
          }
        }
        """;
}
