using System.Collections;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Configuration.Layers;

/// <summary>The layer of environment variables: <c>PHILENS_SECTION__KEY</c>, in any case.</summary>
internal static class EnvironmentLayer
{
    /// <summary>Reads the variables that begin with <c>PHILENS_</c>.</summary>
    /// <param name="environment">As <see cref="Environment.GetEnvironmentVariables()"/> has it.</param>
    public static Layer Read(IDictionary environment)
    {
        List<LayerEntry> entries = [];
        foreach (DictionaryEntry entry in environment)
        {
            if (entry.Key is string name && IsOurs(name))
            {
                string key = name[Setting.Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
                entries.Add(new LayerEntry(key, (entry.Value as string ?? "").Trim(), name));
            }
        }

        // The environment has no order of its own; errors should.
        return new Layer(entries.OrderBy(e => e.Origin, StringComparer.Ordinal));
    }

    private static bool IsOurs(string name) =>
        name.StartsWith(Setting.Prefix, StringComparison.OrdinalIgnoreCase)
        && !name.Equals(DocumentLayer.PathVariable, StringComparison.OrdinalIgnoreCase)
        && !name.Equals(DocumentLayer.TextVariable, StringComparison.OrdinalIgnoreCase);
}
