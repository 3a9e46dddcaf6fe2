using System.Diagnostics;
using System.Text.Json;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Packaging;

public sealed class ScriptTests
{
    private const string Clinic = "examples/clinic/clinic.sh";

    [Fact]
    public void Every_script_stops_at_its_first_error() => Rule.Holds(
        "A script that goes on after an error lies at its end.", TrackedTree.Scripts.Where(p => !IsStrict(p)));

    [Fact]
    public void Every_script_can_be_run() => Rule.Holds(
        "git keeps the executable bit.", TrackedTree.Scripts.Where(p => TrackedTree.IsExecutable(p) == false));

    [Fact]
    public async Task The_clinic_writes_json_to_its_output_and_text_to_its_errors()
    {
        (string output, string errors) = await RunAsync(TrackedTree.Full(Clinic), "3", "0");
        string[] json = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(9, json.Length);
        Assert.All(json, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.Equal(6, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Matches(@"MRN-\d{7}", output);
        Assert.Matches(@"ssn=9\d\d-\d\d-\d{4}", errors);
    }

    private static bool IsStrict(string path)
    {
        string[] lines = TrackedTree.Text(path).Split('\n');
        return lines[0] == "#!/usr/bin/env bash"
            && lines.Skip(1).SkipWhile(l => l.Length == 0 || l[0] == '#').FirstOrDefault() == "set -euo pipefail";
    }

    private static async Task<(string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
        return (await output, await errors);
    }
}
