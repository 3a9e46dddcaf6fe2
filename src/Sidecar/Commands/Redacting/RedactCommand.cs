using PhiLens.Pipeline;
using PhiLens.Pipeline.Framing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Sealing;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Redaction;
using PhiLens.Sidecar.Logging;

namespace PhiLens.Sidecar.Commands.Redacting;

/// <summary>
/// <c>philens redact</c>: standard input to standard output, each line as the sidecar would send it. Only the settings
/// of redaction are read.
/// </summary>
internal static class RedactCommand
{
    /// <summary>Lines of up to 16 MiB, and what redaction needs for one.</summary>
    private const long Memory = 256L * 1024 * 1024;

    /// <summary>Runs until the input ends, or nobody reads the output any more.</summary>
    /// <param name="arguments">What is asked.</param>
    /// <param name="context">What the command gets.</param>
    public static async Task<ExitCode> RunAsync(RedactArguments arguments, CommandContext context)
    {
        RedactionOptions options = RedactionBinding.ReadAlone(context.Environment, out var errors);
        if (errors.Count > 0)
        {
            return ConfigurationErrors.Print(new ConfigurationResult(null, errors, []), context.Error);
        }

        // The root key's bytes do not matter: the provider draws another.
        var sealing = new SealingOptions { Scopes = options.Scopes, RootKey = new byte[1] };
        await using var cipher = new FieldCipher(
            sealing, new ThrowawayKeys(), new SealingLog(Serilog.Core.Logger.None), TimeProvider.System);
        await cipher.StartAsync(new Dictionary<string, string>());
        return Run(arguments, context, options, cipher);
    }

    private static ExitCode Run(
        RedactArguments arguments, CommandContext context, RedactionOptions options, IFieldSealer sealer)
    {
        var pool = new BlockPool(new MemoryBudget(Memory));
        using RecordRedactor? redactor =
            options.Policy is { } policy ? new RecordRedactor(policy, pool, TimeProvider.System, sealer) : null;
        RedactReport report = new(arguments.Explain, context);
        using Stream input = context.OpenInput();
        using var framer = new LineFramer(new ReadBuffers(pool), PipelineOptions.LargestRecord);
        try
        {
            using Stream output = new BufferedStream(context.OpenOutput(), BlockPool.UsualBlock);
            CopyLines(framer, input, output, new RedactedLines(redactor, arguments.Origin, report));
        }
        catch (IOException)
        {
            // Whoever read the output has seen enough, as head does.
        }

        report.Summarise(options.Origin);
        return ExitCode.Ok;
    }

    private static void CopyLines(LineFramer framer, Stream input, Stream output, RedactedLines lines)
    {
        bool isOpen = true;
        while (isOpen)
        {
            if (framer.Prepare() != RentStatus.Rented)
            {
                framer.Cut();
            }
            else
            {
                int count = input.Read(framer.Buffer.Span);
                isOpen = count > 0;
                framer.Advance(count);
            }

            if (!isOpen)
            {
                framer.End();
            }

            while (framer.TryRead(out LinePiece piece))
            {
                lines.Write(piece, output);
                framer.MoveOn();
            }

            output.Flush();
        }
    }
}
