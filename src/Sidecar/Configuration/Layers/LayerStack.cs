using System.Collections;
using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Layers;

/// <summary>All layers; later ones win: defaults, the AWS variables, the JSON document, the environment.</summary>
internal sealed class LayerStack
{
    /// <summary>The origin of a value that nobody set.</summary>
    public const string DefaultOrigin = "default";

    private readonly IDictionary _environment;
    private readonly Layer[] _latestFirst;

    /// <summary>Reads every layer.</summary>
    /// <param name="environment">The environment's names and values.</param>
    public LayerStack(IDictionary environment)
    {
        _environment = environment;
        string path = FindVariable(DocumentLayer.PathVariable);
        string text = FindVariable(DocumentLayer.TextVariable);
        _latestFirst = [EnvironmentLayer.Read(environment), DocumentLayer.Read(path, text)];
    }

    /// <summary>What is wrong with the layers themselves.</summary>
    public IEnumerable<ConfigurationError> Errors => _latestFirst.Reverse().SelectMany(l => l.Errors);

    /// <summary>Whether a layer could not be read, so that a setting may be missing only because of that.</summary>
    public bool HasUnreadLayer => _latestFirst.Any(l => l.IsUnread);

    /// <summary>What holds for a setting. A value that was set to nothing gives the default.</summary>
    /// <param name="setting">The setting.</param>
    public SettingText Find(Setting setting)
    {
        SettingText? said = _latestFirst.Select(l => l.Find(setting)).FirstOrDefault(t => t is not null);
        if (said is { IsEmpty: false })
        {
            return said;
        }

        string? aws = said is null ? setting.AwsVariables.FirstOrDefault(v => FindAwsVariable(v).Length > 0) : null;
        return aws is null
            ? SettingText.Of(setting.Default, said?.Origin ?? DefaultOrigin)
            : SettingText.Of(setting.FromAws(FindAwsVariable(aws)), aws);
    }

    /// <summary>Whether the document or the environment says something about a setting.</summary>
    /// <param name="setting">The setting.</param>
    public bool IsGiven(Setting setting) =>
        _latestFirst.Select(l => l.Find(setting)).FirstOrDefault(t => t is not null) is { IsEmpty: false };

    /// <summary>A variable of the AWS SDKs, or empty. Their names have one case.</summary>
    /// <param name="name">The variable's name.</param>
    public string FindAwsVariable(string name) => (_environment[name] as string ?? "").Trim();

    private string FindVariable(string name)
    {
        foreach (DictionaryEntry entry in _environment)
        {
            if (name.Equals(entry.Key as string, StringComparison.OrdinalIgnoreCase))
            {
                return (entry.Value as string ?? "").Trim();
            }
        }

        return "";
    }
}
