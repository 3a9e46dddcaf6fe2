using PhiLens.Pipeline.Accounting;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Logging;
using PhiLens.Sidecar.Sources;
using Serilog.Core;

namespace PhiLens.Sidecar.Commands;

/// <summary>The sidecar itself: reads until it is told to stop, delivers, and prints the ledger.</summary>
internal static class RunCommand
{
    /// <summary>Runs until all sources have ended or a signal has come.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="signals">What asks it to stop.</param>
    /// <returns>
    /// <see cref="ExitCode.Ok"/> when every record was delivered, <see cref="ExitCode.Lost"/> when not,
    /// <see cref="ExitCode.Refused"/> when a setting cannot be carried out, <see cref="ExitCode.Failure"/> when
    /// something failed that should not be possible.
    /// </returns>
    internal static async Task<ExitCode> RunAsync(SidecarOptions options, TerminationSignals signals)
    {
        Logger log = ProductLog.Create(options);
        try
        {
            await using var sidecar = new RunningSidecar(options, signals, log);
            await sidecar.OpenAsync();
            SourceEnd end = await sidecar.ReadAsync();
            (LedgerSnapshot ledger, bool isSound) = await sidecar.DeliverAsync();
            await log.DisposeAsync();

            // The contract's last line on standard output, whatever the log's level and format are.
            await Console.Out.WriteLineAsync(ledger.ToString());
            if (end == SourceEnd.Failed || !isSound)
            {
                return ExitCode.Failure;
            }

            bool lost = ledger.DroppedTotal > 0 || ledger.Pending > 0 || end == SourceEnd.CutOff;
            return lost ? ExitCode.Lost : ExitCode.Ok;
        }
        catch (Exception refused) when (refused is SourceException or TlsTrustException or LogsEndpointException
            or UnencryptedGroupException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCode.Refused;
        }
        catch (Exception failure)
        {
            LogEvents.UnexpectedFailure(log, "The sidecar", failure);
            return ExitCode.Failure;
        }
        finally
        {
            await log.DisposeAsync();
        }
    }
}
