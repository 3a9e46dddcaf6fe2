using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PhiLens.Sidecar.Tests.Logging;

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectingSink : ILogEventSink
{
    public List<LogEvent> Events { get; } = [];

    public void Emit(LogEvent logEvent) => Events.Add(logEvent);

    public Logger CreateLogger() => new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();
}
