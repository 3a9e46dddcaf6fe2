using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Commands.Decrypting.Keys;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Commands.Decrypting;

/// <summary>
/// <c>philens decrypt</c>: standard input to standard output, tokens replaced by their values, with the caller's own
/// right to use the KMS key.
/// </summary>
internal static class DecryptCommand
{
    private const int OutputBuffer = 64 * 1024;

    /// <summary>Runs until the input ends.</summary>
    /// <param name="arguments">What is asked.</param>
    /// <param name="context">What the command gets.</param>
    /// <returns>
    /// <see cref="ExitCode.Ok"/> when all was opened that was to be; <see cref="ExitCode.Failure"/> when not;
    /// <see cref="ExitCode.Refused"/> when a setting or a file cannot be used.
    /// </returns>
    public static async Task<ExitCode> RunAsync(DecryptArguments arguments, CommandContext context)
    {
        DecryptSettings settings = DecryptSettings.Read(context.Environment, out var errors);
        if (errors.Count > 0)
        {
            return ConfigurationErrors.Print(new ConfigurationResult(null, errors, []), context.Error);
        }

        string? group = arguments.KeyLogGroup ?? settings.Encryption.KeyLogGroup;
        if (group is not null && settings.CloudWatch.Region.Length == 0)
        {
            await context.Error.WriteLineAsync(
                "AWS_REGION is required: the region of the log group with the key records.");
            return ExitCode.Refused;
        }

        try
        {
            var trust = TlsTrust.Load(settings.CaFile);
            using CloudWatchLogsClient? logs =
                group is null ? null : CloudWatchLogsClient.Create(settings.CloudWatch, trust);
            using var kms = new CallersKms(settings, trust);
            using var keys = new KeyBook(kms.OpenAsync, logs is null ? null : new KeyGroupSearch(logs, group!));
            return await ReadKeyFilesAsync(arguments, keys, context.Error)
                ? await RunAsync(arguments, keys, context)
                : ExitCode.Refused;
        }
        catch (Exception refused) when (refused is TlsTrustException or LogsEndpointException)
        {
            await context.Error.WriteLineAsync(refused.Message);
            return ExitCode.Refused;
        }
    }

    private static async Task<ExitCode> RunAsync(DecryptArguments arguments, KeyBook keys, CommandContext context)
    {
        DecryptReport report = new(context);
        bool isQuiet = arguments.Verify || arguments.Inspect;
        await using Stream input = context.OpenInput();
        try
        {
            await using Stream output =
                isQuiet ? Stream.Null : new BufferedStream(context.OpenOutput(), OutputBuffer);
            var opened = new OpenedText(arguments, keys, report);
            await WholeLines.ReadAsync(input, async lines =>
            {
                await opened.WriteAsync(lines, output);
                await output.FlushAsync();
            });
        }
        catch (IOException)
        {
            // Not a reader that has seen enough, as head does: the runtime passes over that.
            await context.Error.WriteLineAsync("Reading or writing failed: not all of the text was gone through.");
            return ExitCode.Failure;
        }

        if (arguments.Inspect)
        {
            report.ListKeys();
            return ExitCode.Ok;
        }

        report.Summarise(isQuiet ? context.Output : context.Error);
        return report.HasClosed ? ExitCode.Failure : ExitCode.Ok;
    }

    private static async Task<bool> ReadKeyFilesAsync(DecryptArguments arguments, KeyBook keys, TextWriter error)
    {
        foreach (string path in arguments.KeyFiles)
        {
            try
            {
                await using FileStream file = File.OpenRead(path);
                await WholeLines.ReadAsync(file, lines =>
                {
                    KeyRecordFinder.Find(lines.Span, keys.Add);
                    return Task.CompletedTask;
                });
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
                or NotSupportedException)
            {
                string name = Printable.OneLine(path, Printable.LongestQuote);
                await error.WriteLineAsync($"--keys: {name} cannot be read.");
                return false;
            }
        }

        return true;
    }
}
