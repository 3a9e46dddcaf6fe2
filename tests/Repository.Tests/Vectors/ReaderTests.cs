using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Vectors;

/// <summary>Holds the vectors of tokens to a reader that knows the specification alone.</summary>
[Trait("Needs", "python3-cryptography")]
public sealed class ReaderTests
{
    private const string Reader = "tests/Vectors/reader.py";
    private const string Vectors = "tests/Vectors/encryption.json";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_vectors_are_as_specified_and_nothing_changed_opens()
    {
        (int exitCode, string output, string errors) = await RunAsync("", "check", TrackedTree.Full(Vectors));
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches("^2 keys, 12 tokens, 59 pseudonyms, [0-9]{5,} changes refused\n$", output);
    }

    [Fact]
    public async Task The_vectors_are_made_the_same_every_time()
    {
        (int exitCode, string output, string errors) = await RunAsync("", "make");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(TrackedTree.Text(Vectors), output);
    }

    [Theory]
    [InlineData("keys", "tokens", "the token of itin with the nonce ")]
    [InlineData("pseudonyms", "items", "the pseudonym of itin '123-45-6789' is LT1.itin.")]
    public async Task The_first_vector_that_is_not_as_specified_is_named(string list, string items, string complaint)
    {
        JsonNode vectors = JsonNode.Parse(TrackedTree.Text(Vectors))!;
        vectors[list]![0]![items]![0]!["type"] = "itin";
        (int exitCode, string output, string errors) = await RunWithAsync(vectors, "", "check");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"reader.py: {complaint}", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reader_opens_the_tokens_of_the_keys_that_it_has()
    {
        JsonNode[] keys = [.. JsonNode.Parse(TrackedTree.Text(Vectors))!["keys"]!.AsArray().Select(k => k!)];
        JsonObject known = new()
        {
            [KeyIdOf(keys[0])] = new JsonObject
            {
                ["dataKey"] = keys[0]["dataKey"]!.GetValue<string>(),
                ["record"] = keys[0]["record"]!.GetValue<string>(),
            },
        };
        string unknown = Joined(keys[1], "token");
        (int exitCode, string output, string errors) =
            await RunWithAsync(known, Joined(keys[0], "token") + unknown, "open", "--data-keys");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(Joined(keys[0], "value") + unknown, output);
    }

    private static string KeyIdOf(JsonNode key) =>
        JsonDocument.Parse(key["record"]!.GetValue<string>()).RootElement.GetProperty("kid").GetString()!;

    private static string Joined(JsonNode key, string name) =>
        string.Concat(key["tokens"]!.AsArray().Select(t => $"-{t![name]!.GetValue<string>()}_\n"));

    /// <summary>Runs the reader with a file as the last argument.</summary>
    private static async Task<(int ExitCode, string Output, string Errors)> RunWithAsync(
        JsonNode file, string input, params string[] arguments)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-vectors-");
        try
        {
            string path = Path.Combine(folder.FullName, "file.json");
            await File.WriteAllTextAsync(path, file.ToJsonString(), TestContext.Current.CancellationToken);
            return await RunAsync(input, [.. arguments, path]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string input, params string[] arguments)
    {
        // Debian's Python, which has Debian's packages. It shall leave no compiled files in the tree.
        var start = new ProcessStartInfo("/usr/bin/python3", ["-B", TrackedTree.Full(Reader), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline);
        return (process.ExitCode, await output, await errors);
    }
}
