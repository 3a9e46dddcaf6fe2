namespace PhiLens.Sidecar.Configuration.FireLens.Sections;

/// <summary>The options that a kind of section may have.</summary>
internal sealed class OptionTable
{
    private readonly Dictionary<string, OptionRow> _rows;

    /// <summary>Makes a table.</summary>
    /// <param name="rows">The options; a later row replaces an earlier one of the same name.</param>
    public OptionTable(params IEnumerable<OptionRow> rows)
    {
        _rows = new Dictionary<string, OptionRow>(StringComparer.OrdinalIgnoreCase);
        foreach (OptionRow row in rows)
        {
            _rows[row.Name] = row;
        }
    }

    /// <summary>Every option.</summary>
    public IReadOnlyCollection<OptionRow> Rows => _rows.Values;

    /// <summary>The row of a key, or null.</summary>
    /// <param name="key">The key, in any case.</param>
    public OptionRow? Find(string key)
    {
        if (_rows.TryGetValue(key, out OptionRow? row))
        {
            return row;
        }

        int dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : _rows.GetValueOrDefault(key[..(dot + 1)]);
    }
}
