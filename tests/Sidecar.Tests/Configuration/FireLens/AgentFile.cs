using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

/// <summary>The agent's file and what is around it, in memory.</summary>
internal sealed class AgentFile
{
    public const string Path = "/fluent-bit/etc/fluent-bit.conf";

    private readonly Dictionary<string, string> _files = [];
    private readonly Dictionary<string, string> _variables = [];

    public static AgentFile Of(string text) => new AgentFile().With(Path, text);

    /// <summary>A recorded file of the agent.</summary>
    public static string Recorded(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PhiLens.slnx")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllText(System.IO.Path.Combine(folder!.FullName, "tests", "data", name));
    }

    public AgentFile With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public AgentFile Variable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    public FireLensResult Read(string path = Path) => FireLensReader.Read(path, Surroundings);

    /// <summary>What reading it asks.</summary>
    public FireLensSurroundings Surroundings => new(
        p => p.EndsWith("forbidden", StringComparison.Ordinal)
            ? throw new UnauthorizedAccessException()
            : _files.GetValueOrDefault(p),
        folder => [.. _files.Keys
            .Where(p => System.IO.Path.GetDirectoryName(p) == folder)
            .Select(p => System.IO.Path.GetFileName(p))],
        _variables.GetValueOrDefault);

    /// <summary>Reads it and expects a plan.</summary>
    public FireLensPlan Plan()
    {
        FireLensResult result = Read();
        Assert.Empty(result.Errors.Select(e => e.ToString()));
        return Assert.IsType<FireLensPlan>(result.Plan);
    }

    /// <summary>Reads it and expects one error.</summary>
    public string Error()
    {
        FireLensResult result = Read();
        Assert.Null(result.Plan);
        return Assert.Single(result.Errors.Select(e => e.ToString()));
    }
}
