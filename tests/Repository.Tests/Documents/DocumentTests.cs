using System.Text.RegularExpressions;
using PhiLens.Repository.Tests.Packaging;
using PhiLens.Repository.Tests.Tree;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Repository.Tests.Documents;

public sealed partial class DocumentTests
{
    private static readonly string[] Documents =
        [.. TrackedTree.Paths.Where(p => p.EndsWith(".md", StringComparison.Ordinal))];

    [Fact]
    public void Every_link_within_the_repository_resolves() => Rule.Holds(
        "A reader follows a link once.",
        from document in Documents
        from link in Links(document)
        where !Resolves(document, link)
        select $"{document}:1: {link}");

    [Fact]
    public void Every_page_of_the_documents_is_reached_from_the_readme()
    {
        HashSet<string> reached = ["README.md"];
        var next = new Queue<string>(reached);
        while (next.TryDequeue(out string? page))
        {
            foreach (string target in Links(page).Select(link => TargetOf(page, link)).Where(Documents.Contains))
            {
                if (reached.Add(target))
                {
                    next.Enqueue(target);
                }
            }
        }

        Assert.Empty(Documents.Except(reached));
    }

    [Fact]
    public void Every_setting_that_a_document_names_exists() => Rule.Holds(
        "A setting that does not exist is refused at the start.",
        from document in Documents
        from Match name in SettingNames().Matches(TrackedTree.Text(document))
        where !Accepted.Variables.Contains(name.Value)
        select $"{document}:1: {name.Value}");

    [Fact]
    public void The_readme_names_the_two_commands_at_its_top()
    {
        string top = string.Join('\n', TrackedTree.Text("README.md").Split('\n').Take(60));
        Assert.Contains("./demo.sh", top, StringComparison.Ordinal);
        Assert.Contains("./test.sh", top, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_says_that_nothing_is_redacted_as_long_as_that_is_so()
    {
        bool isBuilt = Settings.All.Single(s => s.Key == "REDACTION:PRESET").NotBuilt is null;
        string readme = TrackedTree.Text("README.md");
        string opening = readme[..readme.IndexOf("\n## ", StringComparison.Ordinal)];
        Assert.Equal(!isBuilt, opening.Contains("does not redact", StringComparison.Ordinal));
    }

    [Fact]
    public void The_changelog_has_a_place_for_what_is_not_released() =>
        Assert.Contains("\n## [Unreleased]\n", TrackedTree.Text("CHANGELOG.md"), StringComparison.Ordinal);

    [Fact]
    public void The_licence_is_there_in_full()
    {
        string licence = TrackedTree.Text("LICENSE");
        Assert.Contains("Apache License", licence, StringComparison.Ordinal);
        Assert.Contains("Version 2.0, January 2004", licence, StringComparison.Ordinal);
        Assert.Contains("END OF TERMS AND CONDITIONS", licence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_decision_says_context_choice_cost_and_what_would_change_it() => Assert.All(
        Documents.Where(d => d.StartsWith("docs/decisions/", StringComparison.Ordinal)),
        decision => Assert.All(
            ["## Context", "## Choice", "## Cost", "## What would change our mind"],
            heading => Assert.Contains(heading, TrackedTree.Text(decision), StringComparison.Ordinal)));

    private static IEnumerable<string> Links(string document) => MarkdownLinks()
        .Matches(Fences().Replace(TrackedTree.Text(document), ""))
        .Select(m => m.Groups[1].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal));

    private static bool Resolves(string document, string link)
    {
        string target = TargetOf(document, link);
        string? anchor = link.Split('#') is [_, var name] ? name : null;
        bool exists = TrackedTree.Paths.Any(p => p == target || p.StartsWith(target + "/", StringComparison.Ordinal));
        return exists && (anchor is null || Anchors(target).Contains(anchor));
    }

    private static string TargetOf(string document, string link)
    {
        string path = link.Split('#')[0];
        string folder = Path.GetDirectoryName(document)!;
        return path.Length == 0
            ? document
            : Path.GetRelativePath(TrackedTree.Root, Path.GetFullPath(Path.Combine(TrackedTree.Root, folder, path)));
    }

    /// <summary>The anchors that a page's headings get: lower case, spaces as hyphens, no other signs.</summary>
    private static IEnumerable<string> Anchors(string document) => Fences()
        .Replace(TrackedTree.Text(document), "")
        .Split('\n')
        .Where(line => line.StartsWith('#'))
        .Select(line => line.TrimStart('#').Trim().ToLowerInvariant())
        .Select(heading => Signs().Replace(heading, "").Replace(' ', '-'));

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLinks();

    [GeneratedRegex("(?ms)^```.*?^```")]
    private static partial Regex Fences();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"PHILENS_[A-Z]+__[A-Z]+\b")]
    private static partial Regex SettingNames();
}
