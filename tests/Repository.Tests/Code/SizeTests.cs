using PhiLens.Repository.Tests.Tree;

namespace PhiLens.Repository.Tests.Code;

public sealed class SizeTests
{
    private const int MostFilesOfAFolder = 10;

    /// <summary>Folders with more files than a room should have, and why that is right for them.</summary>
    private static readonly Dictionary<string, string> LargeFolders = new(StringComparer.Ordinal)
    {
        ["src/Pipeline"] = "Only these files may join rooms, so they stand together.",
        ["src/Pipeline/Records"] = "The words that all rooms share: most are a few lines, and splitting them by topic "
            + "would make rooms that know one another.",
        ["src/Pipeline/Redaction"] = "The words that all parts of redaction share, as Records are for the core.",
    };

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Rule.Holds("A long file holds two ideas.", TrackedTree.ProductSources.SelectMany(Sizes.LongFiles));

    [Fact]
    public void No_method_is_longer_than_50_lines() =>
        Rule.Holds("A method fits on a screen.", TrackedTree.ProductSources.SelectMany(Sizes.LongMethods));

    [Fact]
    public void No_statement_is_nested_deeper_than_3() =>
        Rule.Holds("Deep code wants a method of its own.", TrackedTree.ProductSources.SelectMany(Sizes.DeepNesting));

    [Fact]
    public void No_constructor_has_more_than_6_parameters() =>
        Rule.Holds("Many parameters are an object.", TrackedTree.ProductSources.SelectMany(Sizes.ManyParameters));

    [Fact]
    public void No_line_of_code_is_longer_than_120_characters()
    {
        IEnumerable<string> code = TrackedTree.Sources.SelectMany(Sizes.LongLines);
        IEnumerable<string> scripts = TrackedTree.Scripts
            .SelectMany(p => Sizes.LongLines(p, TrackedTree.Text(p).Split('\n')));
        Rule.Holds("Two files fit side by side.", code.Concat(scripts));
    }

    [Fact]
    public void No_folder_of_the_product_holds_more_than_10_files_without_a_reason() => Rule.Holds(
        "A room with more files holds two ideas; one that does not is listed here with its reason.",
        FoldersWithMany().Where(f => !LargeFolders.ContainsKey(f.Key)).Select(f => $"{f.Key}: {f.Count()} files"));

    [Fact]
    public void No_folder_is_excused_that_needs_no_excuse() => Assert.Equal(
        LargeFolders.Keys,
        FoldersWithMany().Select(f => f.Key).Where(LargeFolders.ContainsKey));

    [Fact]
    public void The_rules_see_what_breaks_them()
    {
        string manyLines = string.Join('\n', Enumerable.Repeat("x();", 60));
        SourceFile file = SourceFile.Parse("src/A/B.cs", $$"""
            class B
            {
                B(int a, int b, int c, int d, int e, int f, int g) { }
                void M() { {{manyLines}} }
                void N() { if (a) { while (b) { try { foreach (var c in d) { } } finally { } } } }
                void O() { if (a) { } else if (b) { } else if (c) { } else if (d) { if (e) { } } }
            }
            record P(int a, int b, int c, int d, int e, int f, int g);
            """ + new string('\n', 300));
        Assert.Single(Sizes.LongFiles(file));
        Assert.Equal(["src/A/B.cs:4: the method has 60 lines"], Sizes.LongMethods(file));
        Assert.Equal(["src/A/B.cs:64: the statement stands 4 deep"], Sizes.DeepNesting(file));
        Assert.Equal(2, Sizes.ManyParameters(file).Count());
        Assert.Single(Sizes.LongLines("a.sh", ["short", new string('x', 121), new string('x', 120)]));
    }

    private static IEnumerable<IGrouping<string, SourceFile>> FoldersWithMany() =>
        TrackedTree.SourcesIn("src").GroupBy(s => s.Folder).Where(folder => folder.Count() > MostFilesOfAFolder);
}
