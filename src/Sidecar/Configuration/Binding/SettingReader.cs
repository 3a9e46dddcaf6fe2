using PhiLens.Sidecar.Configuration.Layers;
using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>
/// Reads settings from the layers and collects what is wrong and what is in effect. Only settings that somebody
/// reads are checked, so that each command checks what it uses and no more.
/// </summary>
/// <param name="layers">The layers.</param>
internal sealed class SettingReader(LayerStack layers)
{
    private const string Mask = "****";

    private readonly List<(Setting Setting, ConfigurationError Error)> _errors = [];
    private readonly Dictionary<Setting, EffectiveSetting> _effective = [];

    /// <summary>Every error so far: those of the layers, then those of settings in the order of the table.</summary>
    public IReadOnlyList<ConfigurationError> Errors =>
    [
        .. layers.Errors,
        .. Settings.All.SelectMany(s => _errors.Where(e => e.Setting == s).Select(e => e.Error)),
    ];

    /// <summary>Every setting that was read, in the order of the table.</summary>
    public IReadOnlyList<EffectiveSetting> Effective =>
        [.. Settings.All.Select(s => _effective.GetValueOrDefault(s)).OfType<EffectiveSetting>()];

    /// <summary>What a setting means; the type's default when it is empty or wrong.</summary>
    /// <typeparam name="T">What its values mean.</typeparam>
    /// <param name="setting">The setting.</param>
    public T? Get<T>(Setting<T> setting)
    {
        SettingText text = layers.Find(setting);
        Show(setting, text.Shown(setting.HasNamedParts), text.Origin);
        if (setting.NotBuilt is { } notBuilt && (text.Parts.Count > 0 || !notBuilt.Allows(text.Text)))
        {
            Refuse(setting, notBuilt.Rule);
            return default;
        }

        if (text.IsEmpty)
        {
            return default;
        }

        if (text.Parts.Count > 0 && !setting.Kind.TakesParts)
        {
            Refuse(setting, "must be one value, not a list or an object");
            return default;
        }

        if (setting.Kind.Parse(text, out T value) is { } rule)
        {
            Refuse(setting, rule);
            return default;
        }

        return value;
    }

    /// <summary>Whether nobody set the setting, here or in a variable of the AWS SDKs.</summary>
    /// <param name="setting">The setting.</param>
    public bool IsUnset(Setting setting) => layers.Find(setting) is var text && text.Text == setting.Default
        && text.Parts.Count == 0;

    /// <summary>Whether somebody set the setting itself, to whatever: it wins over the agent's file.</summary>
    /// <param name="setting">The setting.</param>
    public bool IsGiven(Setting setting) => layers.IsGiven(setting);

    /// <summary>Whether a variable of the AWS SDKs is <c>true</c>. Other words are refused.</summary>
    /// <param name="variable">The variable's name.</param>
    public bool IsAwsSwitchOn(string variable)
    {
        string text = layers.FindAwsVariable(variable);
        bool isOn = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        if (text.Length > 0 && !isOn && !text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            _errors.Add((Settings.All[^1], new ConfigurationError(variable, "must be true or false.")));
        }

        return isOn;
    }

    /// <summary>Notes that a setting is wrong.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="rule">The rule that it breaks, without a full stop: "must be …".</param>
    public void Refuse(Setting setting, string rule)
    {
        string origin = layers.Find(setting).Origin;
        bool isPlain = origin == LayerStack.DefaultOrigin
            || origin.Equals(setting.Variable, StringComparison.OrdinalIgnoreCase);
        string place = isPlain ? "" : $" (in {origin})";
        _errors.Add((setting, new ConfigurationError(setting.Variable, $"{rule}{place}.")));
    }

    /// <summary>Notes that a setting is missing, unless it may stand in a document that could not be read.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="rule">What to set: "is required: …".</param>
    public void RefuseMissing(Setting setting, string rule)
    {
        if (!layers.HasUnreadLayer)
        {
            Refuse(setting, rule);
        }
    }

    /// <summary>Whether nothing is wrong with a setting so far.</summary>
    /// <param name="setting">The setting.</param>
    public bool IsSound(Setting setting) => !_errors.Exists(e => e.Setting == setting);

    /// <summary>Checks a setting that is set, unless something is wrong with it already.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">Its value.</param>
    /// <param name="check">Gives the rule that the value breaks, or null.</param>
    public void Check(Setting setting, string? value, Func<string, string?> check)
    {
        if (value is not null && IsSound(setting) && check(value) is { } rule)
        {
            Refuse(setting, rule.TrimEnd('.'));
        }
    }

    /// <summary>Says what is in effect where a default is worked out.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">Its value.</param>
    /// <param name="origin">Where the value comes from.</param>
    public void Show(Setting setting, string value, string origin)
    {
        string shown = setting.IsSecret && value.Length > 0 ? Mask : value;
        _effective[setting] = new EffectiveSetting(
            setting.Variable,
            Printable.OneLine(shown, Printable.LongestMessage),
            Printable.OneLine(origin, Printable.LongestMessage));
    }
}
