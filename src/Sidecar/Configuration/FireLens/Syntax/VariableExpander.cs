using System.Text;

namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>
/// Replaces <c>${NAME}</c> and <c>${NAME:-default}</c>. As in Fluent Bit, <c>@SET</c> comes before the environment, a
/// variable that is not set or is empty becomes nothing and is told once, and what a variable holds is not expanded.
/// </summary>
internal sealed class VariableExpander
{
    private const string Open = "${";

    private readonly Func<string, string?> _environment;
    private readonly FireLensReport _report;
    private readonly Dictionary<string, string> _set = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Makes an expander.</summary>
    /// <param name="environment">Gives a variable of the environment, or null.</param>
    /// <param name="report">Hears of variables without a value.</param>
    public VariableExpander(Func<string, string?> environment, FireLensReport report)
    {
        _environment = environment;
        _report = report;
    }

    /// <summary>Takes the value of an <c>@SET</c>.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, string value) => _set[name] = value;

    /// <summary>Replaces the variables of a value.</summary>
    /// <param name="entry">The key and value as they were written.</param>
    /// <param name="section">The section's title, for messages.</param>
    public ConfigValue Expand(RawEntry entry, string section)
    {
        string text = entry.Text;
        if (!text.Contains(Open, StringComparison.Ordinal))
        {
            return new ConfigValue(text, false, []);
        }

        StringBuilder result = new();
        List<string> unset = [];
        int at = 0;
        bool found = false;
        while (NextVariable(text, at) is var (start, end) && end > start && result.Length <= ReadingLimits.LongestValue)
        {
            result.Append(text, at, start - at);
            result.Append(ValueOf(text[(start + Open.Length)..end], unset));
            at = end + 1;
            found = true;
        }

        result.Append(text, at, text.Length - at);
        Tell(entry, section, unset);
        if (result.Length > ReadingLimits.LongestValue)
        {
            _report.Refuse(
                entry.Place, section, $"{FireLensReport.ShowName(entry.Key)} is too long with its variables replaced.");
            return new ConfigValue("", true, []);
        }

        return new ConfigValue(result.ToString().Trim(), found, unset);
    }

    private static (int Start, int End) NextVariable(string text, int at)
    {
        int start = text.IndexOf(Open, at, StringComparison.Ordinal);
        return start < 0 ? (0, -1) : (start, text.IndexOf('}', start));
    }

    private string ValueOf(string reference, List<string> unset)
    {
        int colon = reference.IndexOf(":-", StringComparison.Ordinal);
        string name = colon < 0 ? reference : reference[..colon];
        string? value = _set.TryGetValue(name, out string? set) ? set : _environment(name);
        if (!string.IsNullOrEmpty(value))
        {
            return value;
        }

        if (colon >= 0)
        {
            return reference[(colon + 2)..];
        }

        unset.Add(FireLensReport.ShowName(name));
        return "";
    }

    private void Tell(RawEntry entry, string section, List<string> unset)
    {
        foreach (string name in unset.Where(_told.Add))
        {
            _report.Note(entry.Place, section, $"the variable {name} is not set: it stands for nothing");
        }
    }
}
