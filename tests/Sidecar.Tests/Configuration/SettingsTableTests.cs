using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Tests.Configuration;

public sealed class SettingsTableTests
{
    private const string Begin = "<!-- settings: written by SettingsTableTests with UPDATE_DOCS=1 -->\n\n";
    private const string End = "\n<!-- end of settings -->";

    [Fact]
    public void The_document_holds_the_table()
    {
        string path = DocumentPath();
        string document = File.ReadAllText(path);
        int begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = document.IndexOf(End, StringComparison.Ordinal);
        string written = document[begin..end];
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, document[..begin] + SettingsDocument.Table() + document[end..]);
            return;
        }

        Assert.Equal(SettingsDocument.Table(), written);
    }

    [Fact]
    public void Keys_are_unique_and_described_in_one_sentence()
    {
        Assert.Equal(Settings.All.Count, Settings.All.Select(s => s.Key).Distinct().Count());
        Assert.All(Settings.All, s => Assert.Equal(s.Key.ToUpperInvariant(), s.Key));
        Assert.All(Settings.All, s => Assert.False(s.Description.EndsWith('.'), s.Key));
    }

    [Fact]
    public void Secrets_are_marked()
    {
        Assert.Equal(
            ["SOURCES:FORWARDSHAREDKEY", "FORWARD:SHAREDKEY", "REDACTION:POLICYJSON", "ENCRYPTION:PSEUDONYMKEY"],
            Settings.All.Where(s => s.IsSecret).Select(s => s.Key));
    }

    [Fact]
    public void A_secret_is_never_among_the_effective_values()
    {
        foreach (Setting secret in Settings.All.Where(s => s.IsSecret))
        {
            (string value, _) = Given.Effective(secret.Variable, (secret.Variable, "hush-hush"));

            Assert.Equal("****", value);
        }
    }

    private static string DocumentPath()
    {
        // Paths are mapped in the build, so the repository is found from where the tests run.
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PhiLens.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "configuration.md");
    }
}
