using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Commands;

/// <summary>Shows every error of a configuration, one a line.</summary>
internal static class ConfigurationErrors
{
    /// <summary>Prints the errors.</summary>
    /// <param name="result">What reading the configuration came to.</param>
    /// <param name="output">Where to print.</param>
    public static ExitCode Print(ConfigurationResult result, TextWriter output)
    {
        foreach (ConfigurationError error in result.Errors)
        {
            output.WriteLine(error);
        }

        return ExitCode.Refused;
    }
}
