using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>Collects what was refused and how the rest was understood.</summary>
internal sealed class FireLensReport
{
    private readonly List<FireLensError> _errors = [];
    private readonly List<FireLensFinding> _findings = [];
    private readonly HashSet<string> _toldOptions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every error, in the order of reading.</summary>
    public IReadOnlyList<FireLensError> Errors => _errors;

    /// <summary>Every line of the explanation, in the order of reading.</summary>
    public IReadOnlyList<FireLensFinding> Findings => _findings;

    /// <summary>Whether there are so many errors that reading on helps nobody.</summary>
    public bool IsFull => _errors.Count >= ReadingLimits.MostErrors;

    /// <summary>A name that the user wrote, fit for a message.</summary>
    /// <param name="name">The name of a section, a key, a plugin or a variable.</param>
    public static string ShowName(string name) => Printable.OneLine(name, ReadingLimits.LongestShownName);

    /// <summary>Refuses something.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="section">The section's title.</param>
    /// <param name="rule">What is wrong and what to do; a sentence that begins after the title.</param>
    public void Refuse(SourcePlace place, string section, string rule)
    {
        if (!IsFull)
        {
            _errors.Add(new FireLensError(place, section, rule));
            _findings.Add(new FireLensFinding(place, section, FindingKind.Refused, rule));
        }
    }

    /// <summary>Says what a section was understood as.</summary>
    /// <param name="section">The section.</param>
    /// <param name="text">What it does here.</param>
    public void Keep(ConfigSection section, string text) =>
        _findings.Add(new FireLensFinding(section.Place, section.Title, FindingKind.Kept, text));

    /// <summary>Says something that is good to know.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="section">The section's title.</param>
    /// <param name="text">What to know.</param>
    public void Note(SourcePlace place, string section, string text) =>
        _findings.Add(new FireLensFinding(place, section, FindingKind.Note, text));

    /// <summary>Says that an option changes nothing here, the first time that a kind of section has it.</summary>
    /// <param name="section">The section.</param>
    /// <param name="entry">The option.</param>
    /// <param name="why">Why it changes nothing.</param>
    public void Ignore(ConfigSection section, ConfigEntry entry, string why)
    {
        if (_toldOptions.Add($"{section.Name}\n{entry.Key}"))
        {
            _findings.Add(new FireLensFinding(
                entry.Place, section.Title, FindingKind.Meaningless, $"{ShowName(entry.Key)}: {why}"));
        }
    }
}
