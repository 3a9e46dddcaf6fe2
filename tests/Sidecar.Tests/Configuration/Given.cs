using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.FireLens;

namespace PhiLens.Sidecar.Tests.Configuration;

/// <summary>Configurations to start from.</summary>
internal static class Given
{
    /// <summary>A host without container limit and without the agent's file.</summary>
    public static HostFacts Host { get; } = new()
    {
        FireLens = new FireLensSurroundings(static _ => null, static _ => [], static _ => null),
        CheckLogGroup = OutsideChecks.LogGroup,
        CheckLogStream = OutsideChecks.LogStream,
        CheckCaFile = OutsideChecks.CaFile,
    };

    /// <summary>The least that can be used, with more variables over it.</summary>
    public static Dictionary<string, string> Environment(params (string Name, string Value)[] more)
    {
        Dictionary<string, string> environment = new()
        {
            ["PATH"] = "/bin",
            ["PHILENS_SOURCES__STDIN"] = "true",
            ["PHILENS_CLOUDWATCH__LOGGROUP"] = "/ecs/clinic",
            ["PHILENS_CLOUDWATCH__REGION"] = "eu-central-1",
        };
        foreach ((string name, string value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>Reads the least that can be used, with more variables over it.</summary>
    public static ConfigurationResult Read(params (string Name, string Value)[] more) =>
        ConfigurationReader.Read(Environment(more), Host);

    /// <summary>Reads it and expects options.</summary>
    public static SidecarOptions Options(params (string Name, string Value)[] more)
    {
        ConfigurationResult result = Read(more);
        Assert.Empty(result.Errors);
        return Assert.IsType<SidecarOptions>(result.Options);
    }

    /// <summary>Reads it and gives the origin of one setting.</summary>
    public static (string Value, string Origin) Effective(string variable, params (string Name, string Value)[] more)
    {
        EffectiveSetting setting = Assert.Single(Read(more).Settings, s => s.Variable == variable);
        return (setting.Value, setting.Origin);
    }
}
