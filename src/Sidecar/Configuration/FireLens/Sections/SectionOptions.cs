using PhiLens.Sidecar.Configuration.FireLens.Syntax;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.FireLens.Sections;

/// <summary>Reads the options of one section by its table, and reports what cannot be read.</summary>
internal sealed class SectionOptions
{
    private static readonly string[] On = ["true", "on", "yes", "1"];
    private static readonly string[] Off = ["false", "off", "no", "0"];

    private readonly OptionTable _table;
    private readonly FireLensReport _report;

    private SectionOptions(ConfigSection section, OptionTable table, FireLensReport report)
    {
        Section = section;
        _table = table;
        _report = report;
    }

    /// <summary>The section.</summary>
    public ConfigSection Section { get; }

    /// <summary>Whether something in the section was refused.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Goes through a section: unknown and refused options are errors, meaningless ones are told.</summary>
    /// <param name="section">The section.</param>
    /// <param name="table">The options that it may have.</param>
    /// <param name="report">Hears of them.</param>
    public static SectionOptions Open(ConfigSection section, OptionTable table, FireLensReport report)
    {
        SectionOptions options = new(section, table, report);
        foreach (ConfigEntry entry in section.Entries)
        {
            options.Check(entry);
        }

        return options;
    }

    /// <summary>The entries with a key, in order.</summary>
    /// <param name="key">The key.</param>
    public IEnumerable<ConfigEntry> All(string key) => Section.Entries.Where(e => e.Is(key));

    /// <summary>The text of a key, or null when it is missing. An empty one is refused.</summary>
    /// <param name="key">The key.</param>
    public string? Text(string key)
    {
        ConfigEntry? entry = Section.Find(key);
        if (entry is { Value.Text.Length: 0 })
        {
            Refuse(entry, entry.Value.Unset is [var name, ..]
                ? $"is empty, because the variable {name} is not set"
                : "is empty");
            return null;
        }

        return entry?.Value.Text;
    }

    /// <summary>The text of a key that must be there; empty when it is not, which is refused.</summary>
    /// <param name="key">The key.</param>
    /// <param name="why">What it is for.</param>
    public string Required(string key, string why)
    {
        if (Section.Find(key) is null)
        {
            Refuse($"has no {key}: {why}");
        }

        return Text(key) ?? "";
    }

    /// <summary>Reads a key as one of the kinds that the settings have.</summary>
    /// <typeparam name="T">What it means.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The value, or the default when it is missing or refused.</returns>
    public T? Read<T>(string key, ValueKind<T> kind)
    {
        if (Text(key) is not { } text)
        {
            return default;
        }

        if (kind.Parse(SettingText.Of(text, ""), out T value) is { } rule)
        {
            Refuse(Section.Find(key)!, rule);
            return default;
        }

        return value;
    }

    /// <summary>Reads a switch: on, true, yes, off, false or no.</summary>
    /// <param name="key">The key.</param>
    /// <param name="standard">What holds when it is missing.</param>
    public bool Switch(string key, bool standard)
    {
        string? text = Text(key)?.ToLowerInvariant();
        if (text is null || On.Contains(text) || Off.Contains(text))
        {
            return text is null ? standard : On.Contains(text);
        }

        Refuse(Section.Find(key)!, "must be on or off");
        return standard;
    }

    /// <summary>Refuses a switch that is not as it must be.</summary>
    /// <param name="key">The key.</param>
    /// <param name="must">What it must be, which is also its default.</param>
    /// <param name="why">Why, and what to do; to be read after the key.</param>
    public void MustBe(string key, bool must, string why)
    {
        if (Switch(key, must) != must)
        {
            Refuse(Section.Find(key)!, why);
        }
    }

    /// <summary>Refuses an option.</summary>
    /// <param name="entry">The option.</param>
    /// <param name="rule">What is wrong, to be read after its key; without a full stop.</param>
    public void Refuse(ConfigEntry entry, string rule)
    {
        HasErrors = true;
        _report.Refuse(entry.Place, Section.Title, $"{FireLensReport.ShowName(entry.Key)} {rule}.");
    }

    /// <summary>Refuses the section.</summary>
    /// <param name="rule">What is wrong, to be read after its title; without a full stop.</param>
    public void Refuse(string rule)
    {
        HasErrors = true;
        _report.Refuse(Section.Place, Section.Title, $"{rule}.");
    }

    /// <summary>Says what the section was understood as, if nothing in it was refused.</summary>
    /// <param name="text">What it does here.</param>
    public void Keep(string text)
    {
        if (!HasErrors)
        {
            _report.Keep(Section, text);
        }
    }

    /// <summary>Says something that is good to know about the section.</summary>
    /// <param name="text">What to know.</param>
    public void Note(string text) => _report.Note(Section.Place, Section.Title, text);

    private void Check(ConfigEntry entry)
    {
        switch (_table.Find(entry.Key))
        {
            case null:
                Refuse(entry, "is not an option that PhiLens knows: correct it, or take it out");
                break;
            case { Fate: OptionFate.Refused } row:
                Refuse(entry, row.Text);
                break;
            case { Fate: OptionFate.Meaningless } row:
                _report.Ignore(Section, entry, row.Text);
                break;
        }
    }
}
