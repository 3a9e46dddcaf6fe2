using System.Diagnostics;
using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Cli;

/// <summary>Runs the real AWS CLI against a server. A missing CLI fails the test that asked for it.</summary>
internal sealed class AwsCli(RunningServer running, string service)
{
    private const string Executable = "/usr/bin/aws";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var (exit, output, errors) = await RunAsync(arguments);
        Assert.True(exit == 0, errors);
        return JsonNode.Parse(output.Length == 0 ? "{}" : output)!;
    }

    public async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        Assert.True(File.Exists(Executable), $"{Executable} is missing; Debian's package awscli brings it.");
        var start = new ProcessStartInfo(
            Executable,
            [
                "--endpoint-url", running.Server.Address.ToString(),
                "--ca-bundle", running.Server.CaFile,
                service, .. arguments,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "local";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "local";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        start.Environment.Remove("AWS_PROFILE");
        start.Environment.Remove("AWS_SESSION_TOKEN");
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
