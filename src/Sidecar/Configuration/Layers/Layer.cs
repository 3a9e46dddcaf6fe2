using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Layers;

/// <summary>What one place says: the JSON document, or the environment.</summary>
internal sealed class Layer
{
    private readonly Dictionary<Setting, SettingText> _texts = [];
    private readonly List<ConfigurationError> _errors = [];

    /// <summary>Sorts what a place says by setting.</summary>
    /// <param name="entries">Keys of the .NET configuration with what they say and where.</param>
    public Layer(IEnumerable<LayerEntry> entries)
    {
        foreach (IGrouping<Setting?, LayerEntry> group in entries.GroupBy(e => Settings.Find(e.Key)))
        {
            if (group.Key is { } setting)
            {
                Add(setting, [.. group]);
            }
            else
            {
                _errors.AddRange(group.Select(Unknown));
            }
        }
    }

    /// <summary>A place that could not be read.</summary>
    /// <param name="error">Why.</param>
    public Layer(ConfigurationError error)
    {
        _errors.Add(error);
        IsUnread = true;
    }

    /// <summary>Whether the place could not be read, so that nobody knows what it says.</summary>
    public bool IsUnread { get; }

    /// <summary>What is wrong with the place itself.</summary>
    public IReadOnlyList<ConfigurationError> Errors => _errors;

    /// <summary>What it says about a setting, or null.</summary>
    /// <param name="setting">The setting.</param>
    public SettingText? Find(Setting setting) => _texts.GetValueOrDefault(setting);

    private static ConfigurationError Unknown(LayerEntry entry)
    {
        string variable = Setting.Prefix + entry.Key.Replace(":", "__", StringComparison.Ordinal);
        variable = Printable.OneLine(variable, Printable.LongestQuote);
        string hint = Spelling.Closest(variable) is { } close ? $"; did you mean {close}?" : ".";
        string place = entry.Origin.Equals(variable, StringComparison.OrdinalIgnoreCase) ? "" : $" (in {entry.Origin})";
        return new ConfigurationError(variable, $"is not a setting{place}{hint}");
    }

    private void Add(Setting setting, IReadOnlyList<LayerEntry> entries)
    {
        List<LayerEntry> whole = [.. entries.Where(e => e.Key.Length == setting.Key.Length)];
        List<KeyValuePair<string, string>> parts =
        [
            .. entries.Where(e => e.Key.Length > setting.Key.Length)
                .Select(e => KeyValuePair.Create(e.Key[(setting.Key.Length + 1)..], e.Text))
                .OrderBy(p => int.TryParse(p.Key, out int index) ? index : int.MaxValue)
                .ThenBy(p => p.Key, StringComparer.Ordinal),
        ];
        if (whole.Count + Math.Min(parts.Count, 1) > 1)
        {
            string places = string.Join(" and ", entries.Select(e => e.Origin).Distinct());
            _errors.Add(new ConfigurationError(setting.Variable, $"is set more than once, in {places}."));
            return;
        }

        _texts[setting] = new SettingText(whole.Count == 0 ? "" : whole[0].Text, parts, entries[0].Origin);
    }
}
