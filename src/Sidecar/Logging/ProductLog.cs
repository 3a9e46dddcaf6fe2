using System.Globalization;
using PhiLens.Sidecar.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Compact;

namespace PhiLens.Sidecar.Logging;

/// <summary>The product's own log: standard output, through Serilog.</summary>
internal static class ProductLog
{
    private const string Template =
        "{UtcTimestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {EventId} {Message:lj}{NewLine}{Exception}";

    /// <summary>Makes the logger; the caller disposes it last of all.</summary>
    /// <param name="options">The level and the format.</param>
    public static Logger Create(SidecarOptions options)
    {
        LoggerConfiguration configuration = new LoggerConfiguration().MinimumLevel.Is(options.LogLevel);
        configuration = options.LogJson
            ? configuration.WriteTo.Console(new CompactJsonFormatter())
            : configuration.WriteTo.Console(
                outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture, theme: null);
        return configuration.CreateLogger();
    }
}
