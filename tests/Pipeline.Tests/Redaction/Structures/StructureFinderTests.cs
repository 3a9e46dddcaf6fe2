using System.Diagnostics;
using System.Text;
using PhiLens.Pipeline.Redaction.Structures;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

public sealed class StructureFinderTests
{
    [Theory]
    [InlineData("""{"a":1}""", "Json@0")]
    [InlineData("""got [{"a":1}] and {"b":2}""", "Json@4")]
    [InlineData("""got [ { "a":1}]""", "Json@4")]
    [InlineData("[INFO] user {name} logged in", "")]
    [InlineData("""{name} has {"a":1}""", "Json@11")]
    [InlineData("""<a b="{'c'}"/> {"a":1}""", "Xml@0")]
    [InlineData("in: MSH|^~\\&|A|B|{\"a\":1}", "Hl7@4")]
    [InlineData("GET /index.html HTTP/1.1 200 [12/Mar/2024] \"Mozilla/5.0 (X11; Linux)\"", "")]
    [InlineData("\tat Foo.<init>(Foo.java:12) MSH|^~\\&|A", "Hl7@28")]
    [InlineData("", "")]
    public void Finds_the_first_structure_of_a_line(string text, string expected)
    {
        bool isFound = StructureFinder.TryFind(Encoding.UTF8.GetBytes(text), out StructureKind kind, out int start);

        Assert.Equal(expected, isFound ? $"{kind}@{start}" : "");
    }

    [Fact]
    public void Finds_an_interchange() => Assert.True(StructureFinder.TryFind(
        Encoding.UTF8.GetBytes("sent " + Interchanges.Inquiry), out StructureKind kind, out int start)
        && kind == StructureKind.X12 && start == 5);

    [Fact]
    public void Finds_one_structure_behind_the_other()
    {
        var finder = new StructureFinder("a {\"b\":1} c <d/> e MSH|^~\\&|f"u8);

        Assert.True(finder.TryNext(0, out StructureKind kind, out int start));
        Assert.Equal((StructureKind.Json, 2), (kind, start));
        Assert.True(finder.TryNext(9, out kind, out start));
        Assert.Equal((StructureKind.Xml, 12), (kind, start));
        Assert.True(finder.TryNext(16, out kind, out start));
        Assert.Equal((StructureKind.Hl7, 19), (kind, start));
        Assert.False(finder.TryNext(30, out _, out _));
    }

    [Fact]
    public void A_kind_whose_walker_fails_too_often_is_not_offered_again()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a", 100)) + "<b/>");
        var finder = new StructureFinder(text);
        int failures = 0;
        int from = 0;
        while (finder.TryNext(from, out StructureKind kind, out int start) && kind == StructureKind.Json)
        {
            finder.Fail(kind);
            failures++;
            from = start + 1;
        }

        Assert.Equal(StructureFinder.MostFailures, failures);
    }

    [Theory]
    [InlineData("{\"a\":1} ")]
    [InlineData("<a/> ")]
    [InlineData("<a> ")]
    [InlineData("<a ")]
    [InlineData("MSH|^~\\&| ")]
    [InlineData("MSH")]
    [InlineData("ISA*00*")]
    [InlineData("[ [ {")]
    public void A_megabyte_of_structures_is_gone_over_in_linear_time(string piece)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1_048_576 / piece.Length)));
        var finder = new StructureFinder(text);
        long start = Stopwatch.GetTimestamp();

        for (int from = 0; finder.TryNext(from, out _, out int next); from = next + 1)
        {
        }

        // It takes some milliseconds; a search of the rest for each piece would take minutes.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
    }

    [Fact]
    public void An_ordinary_line_costs_no_memory()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("an ordinary line of some length ", 8)));
        StructureFinder.TryFind(text, out _, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            StructureFinder.TryFind(text, out _, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
