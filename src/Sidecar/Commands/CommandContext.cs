using System.Collections;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Commands;

/// <summary>What a command gets from the process; tests bring their own.</summary>
internal sealed record CommandContext
{
    /// <summary>The running process.</summary>
    /// <param name="signals">What asks it to stop.</param>
    public static CommandContext Of(TerminationSignals signals) => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Environment = System.Environment.GetEnvironmentVariables(),
        Facts = HostFacts.Current,
        HasColors = !Console.IsOutputRedirected
            && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")),
        IsErrorTerminal = !Console.IsErrorRedirected,
        HasErrorColors = !Console.IsErrorRedirected
            && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")),
        OpenInput = Console.OpenStandardInput,
        OpenOutput = Console.OpenStandardOutput,
        Run = options => RunCommand.RunAsync(options, signals),
    };

    /// <summary>Standard output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The environment's names and values.</summary>
    public required IDictionary Environment { get; init; }

    /// <summary>What the configuration asks of its surroundings.</summary>
    public HostFacts Facts { get; init; } = new();

    /// <summary>Whether a person looks at the output, who may like colours.</summary>
    public bool HasColors { get; init; }

    /// <summary>Whether a person looks at standard error.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether that person may like colours.</summary>
    public bool HasErrorColors { get; init; }

    /// <summary>Opens standard input for bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = static () => Stream.Null;

    /// <summary>Opens standard output for bytes.</summary>
    public Func<Stream> OpenOutput { get; init; } = static () => Stream.Null;

    /// <summary>Runs the sidecar.</summary>
    public required Func<SidecarOptions, Task<ExitCode>> Run { get; init; }
}
