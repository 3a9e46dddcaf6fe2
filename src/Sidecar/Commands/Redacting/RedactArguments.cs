using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.Commands.Redacting;

/// <summary>What <c>philens redact</c> was asked.</summary>
/// <param name="Explain">Whether each redaction is told.</param>
/// <param name="Origin">The container and stream whose rules hold.</param>
internal sealed record RedactArguments(bool Explain, RecordOrigin Origin)
{
    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The arguments behind the command.</param>
    /// <returns>What they ask; null when they cannot be understood.</returns>
    public static RedactArguments? Read(string[] arguments)
    {
        RedactArguments read = new(false, RecordOrigin.Unknown);
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--explain":
                    read = read with { Explain = true };
                    continue;
                case "--container" when value is not null:
                    read = read with { Origin = read.Origin with { Container = value } };
                    break;
                case "--stream" when value is not null:
                    read = read with { Origin = read.Origin with { Stream = value } };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return read;
    }
}
