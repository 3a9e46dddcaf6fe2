using System.Net;
using Serilog.Events;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>What the <c>[SERVICE]</c> sections say, all of them together.</summary>
internal sealed record ServiceSettings
{
    /// <summary><c>HTTP_Server</c>: where <c>/api/v1/uptime</c> and <c>/api/v1/health</c> answer, or null.</summary>
    public IPEndPoint? Http { get; init; }

    /// <summary><c>Health_Check</c>: whether <c>/api/v1/health</c> is answered.</summary>
    public bool AnswersHealth { get; init; }

    /// <summary><c>Log_Level</c> as a level of PhiLens' own log, or null.</summary>
    public LogEventLevel? LogLevel { get; init; }
}
