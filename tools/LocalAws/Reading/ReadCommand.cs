namespace PhiLens.LocalAws.Reading;

/// <summary><c>localaws read ENDPOINT CA GROUP</c>: prints what a running server holds, read through its API.</summary>
internal static class ReadCommand
{
    public const string Name = "read";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments.Count != 4 || !Uri.TryCreate(arguments[1], UriKind.Absolute, out var endpoint))
        {
            await Console.Error.WriteLineAsync("usage: localaws read https://HOST:PORT CA.PEM GROUP");
            return 2;
        }

        try
        {
            using var reader = new LogReader(endpoint, arguments[2]);
            var count = await reader.WriteAsync(arguments[3], Console.Out);
            Console.WriteLine($"{count} events");
            return 0;
        }
        catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync($"localaws read: {failure.Message}");
            return 1;
        }
    }
}
