namespace PhiLens.Pipeline.Redaction.FieldSets.Messages;

/// <summary>Collects the entries of a set, so that each table reads as a table.</summary>
internal sealed class EntryList
{
    private readonly List<FieldSetEntry> _entries = [];

    /// <summary>The entries so far.</summary>
    internal IReadOnlyList<FieldSetEntry> Entries => _entries;

    /// <summary>Adds fields that are erased.</summary>
    internal EntryList Erase(string label, params ReadOnlySpan<string> selectors) =>
        Add(label, RedactionAction.Erase, selectors);

    /// <summary>Adds dates, of which the year stays.</summary>
    internal EntryList Year(string label, params ReadOnlySpan<string> selectors) =>
        Add(label, RedactionAction.Year, selectors);

    /// <summary>Adds ZIP codes, of which three digits stay.</summary>
    internal EntryList Zip(params ReadOnlySpan<string> selectors) => Add("zip", RedactionAction.Zip3, selectors);

    /// <summary>Adds ages, of which those over 89 become one.</summary>
    internal EntryList Age(params ReadOnlySpan<string> selectors) => Add("age", RedactionAction.Age90, selectors);

    private EntryList Add(string label, RedactionAction action, ReadOnlySpan<string> selectors)
    {
        foreach (string selector in selectors)
        {
            _entries.Add(new FieldSetEntry(selector, label, action));
        }

        return this;
    }
}
