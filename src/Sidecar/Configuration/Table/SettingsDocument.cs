using System.Text;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>The table of settings as <c>docs/configuration.md</c> shows it.</summary>
internal static class SettingsDocument
{
    /// <summary>The table in Markdown, one row a line.</summary>
    public static string Table()
    {
        StringBuilder text = new();
        text.Append("| variable (without `PHILENS_`) | takes | default | meaning |\n|---|---|---|---|\n");
        foreach (Setting setting in Settings.All)
        {
            string name = setting.Variable[Setting.Prefix.Length..];
            string kind = setting.KindName.Replace("|", "\\|", StringComparison.Ordinal);
            text.Append($"| `{name}` | {kind} | {DefaultOf(setting)} | {MeaningOf(setting)} |\n");
        }

        return text.ToString();
    }

    private static string DefaultOf(Setting setting) =>
        setting.DefaultInWords ?? (setting.Default.Length == 0 ? "" : $"`{setting.Default}`");

    private static string MeaningOf(Setting setting)
    {
        string secret = setting.IsSecret ? " Secret: never shown." : "";
        string later = setting.NotBuilt switch
        {
            null => "",
            { Accepts.Length: 0 } => " *Not built yet: leave it out.*",
            { Accepts: var words } => $" *Not built yet beyond {Values.Words.Either(words.Select(w => $"`{w}`"))}.*",
        };
        return $"{setting.Description}.{secret}{later}";
    }
}
