using System.Diagnostics;
using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction.Keys;

public sealed class KeyTableTests
{
    [Theory]
    [InlineData("homePhone_1", "home phone 1")]
    [InlineData("XMLHttpRequest", "xml http request")]
    [InlineData("patient.first-name", "patient first name")]
    [InlineData("user[email]", "user email")]
    [InlineData("DOB", "dob")]
    [InlineData("a1b2", "a 1 b 2")]
    [InlineData("__x__", "x")]
    [InlineData("S\u00ADS\u200BN", "ssn")]
    [InlineData("Straße Nr", "straße nr")]
    [InlineData("ÄrztinName", "ärztin name")]
    [InlineData("", "")]
    [InlineData("---", "")]
    public void Names_are_taken_apart_into_words(string name, string words)
    {
        Span<char> text = stackalloc char[NameSplitter.Longest];
        Span<int> starts = stackalloc int[NameSplitter.MostWords];
        var split = NameSplitter.Split(Encoding.UTF8.GetBytes(name), text, starts);

        List<string> found = [];
        for (int i = 0; i < split.Words; i++)
        {
            found.Add(split.Run(i, i + 1).ToString());
        }

        Assert.Equal(words, string.Join(' ', found));
        Assert.Equal(words.Replace(" ", "", StringComparison.Ordinal), split.Text.ToString());
    }

    [Theory]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.b", "x.a.b", false)]
    [InlineData("**.a.b", "x.y.a.b", true)]
    [InlineData("**.a.b", "a.b", true)]
    [InlineData("a.*.b", "a.x.b", true)]
    [InlineData("a.*.b", "a.b", false)]
    [InlineData("a.*.b", "a.x.y.b", false)]
    [InlineData("a.**.b", "a.b", true)]
    [InlineData("a.**.b", "a.x.y.z.b", true)]
    [InlineData("a.**", "a.x", true)]
    [InlineData("a.**", "b.x", false)]
    [InlineData("a.addr*", "a.address_line", true)]
    [InlineData("a.addr*", "a.x", false)]
    [InlineData("Pa_tient.First-Name", "PATIENT.firstName", true)]
    [InlineData("**.a.**.b", "x.a.a.y.b.b", true)]
    [InlineData("**.a.**.b", "x.a.a.y.b.c", false)]
    public void Paths_match_names_and_stars(string path, string names, bool matches) =>
        Assert.Equal(matches ? "found" : "", Labels.OfPath(With(Rule("path", path)), names));

    [Fact]
    public void A_flattened_name_counts_as_several_steps()
    {
        RuleSet rules = With(Rule("path", "patient.name.family"));

        Assert.Equal("found", Labels.OfPath(rules, ["patient.name.family"]));
        Assert.Equal("found", Labels.OfPath(rules, ["patient", "name.family"]));
        Assert.True(rules.Keys.Find("patient.name.family"u8).EndsPath);
        Assert.False(rules.Keys.Find("patient.name"u8).EndsPath);
    }

    [Fact]
    public void A_path_of_any_length_and_any_bytes_finds_nothing_or_something_and_never_fails()
    {
        RuleSet rules = With(Rule("path", "**.a*.b"));
        string[] deep = [.. Enumerable.Repeat(new string('x', 300), 200), "a\ufffd", "b"];

        Assert.Equal("", Labels.OfPath(rules, deep));
        Assert.Equal("", Labels.OfPath(rules, []));
        Assert.Equal("", Labels.OfPath(rules, [".", "..", ""]));
        Assert.Equal("found", Labels.OfPath(rules, [.. Enumerable.Repeat("x", 60), "ab", "b"]));
    }

    [Theory]
    [InlineData("mrn", "MRN", true)]
    [InlineData("mrn", "m_r-n", true)]
    [InlineData("mrn", "mrn2", false)]
    [InlineData("mrn*", "mrn2", true)]
    [InlineData("*mrn", "patient_mrn", true)]
    [InlineData("*m*n*", "xmyynz", true)]
    [InlineData("pa*id", "patientId", true)]
    [InlineData("pa*id", "patientIds", false)]
    [InlineData("überName", "ÜBER_NAME", true)]
    [InlineData("lastName", "ns2:lastName", true)]
    public void Keys_match_whatever_case_and_separators(string key, string name, bool matches) =>
        Assert.Equal(matches ? "found" : "", Labels.OfKey(With(Rule("key", key)), name));

    [Fact]
    public void Only_names_that_cannot_be_anybodys_data_are_remembered()
    {
        var keys = (CompiledKeys)With(Rule("key", "mrn")).Keys;
        string[] forgotten =
            ["John Smith", "123-45-6789", "a@b.example", "1950-03-12", "key55555", new('x', 49), "", "é"];

        foreach (string name in forgotten)
        {
            keys.Find(Encoding.UTF8.GetBytes(name));
        }

        Assert.Equal(0, keys.Remembered);
        keys.Find("addressLine_2"u8);
        keys.Find("addressLine_2"u8);
        Assert.Equal(1, keys.Remembered);
    }

    [Fact]
    public void However_many_names_there_are_the_memory_is_bounded_and_answers_stay_right()
    {
        RuleSet rules = With(Rule("key", "x*9"));
        var keys = (CompiledKeys)rules.Keys;

        Parallel.For(0, 20_000, i =>
        {
            string name = $"x{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{i % 10000}";
            bool isRule = name[^1] == '9';
            Assert.Equal(isRule ? 0 : RuleSet.NoRule, keys.Find(Encoding.UTF8.GetBytes(name)).Rule);
            Assert.Equal(isRule ? 0 : RuleSet.NoRule, keys.Find(Encoding.UTF8.GetBytes(name)).Rule);
        });

        Assert.InRange(keys.Remembered, 1000, 2048 + Environment.ProcessorCount);
    }

    [Fact]
    public void Asking_again_allocates_nothing_whether_remembered_or_not()
    {
        RuleSet rules = RedactionPolicy.Phi.For(RecordOrigin.Unknown);
        string[] asked = ["firstName", "message", "container_name", "John Q Public 1234567", "a.b.patient.name"];
        byte[][] names = [.. asked.Select(Encoding.UTF8.GetBytes)];
        Ask();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
        {
            Ask();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Ask()
        {
            foreach (byte[] name in names)
            {
                rules.Keys.Find(name);
            }
        }
    }

    [Fact]
    public void A_remembered_name_is_found_much_faster_than_a_new_one()
    {
        RuleSet rules = RedactionPolicy.Phi.For(RecordOrigin.Unknown);
        rules.Keys.Find("applicationName"u8);

        // The second has a blank, and so is never remembered.
        Assert.True(Best("applicationName"u8.ToArray()) * 5 < Best("application Name"u8.ToArray()));

        long Best(byte[] name) => Enumerable.Range(0, 20).Min(_ => Time(name));

        long Time(byte[] name)
        {
            long begun = Stopwatch.GetTimestamp();
            for (int i = 0; i < 200; i++)
            {
                rules.Keys.Find(name);
            }

            return Stopwatch.GetTimestamp() - begun;
        }
    }

    private static string Rule(string selector, string value) =>
        $$"""{"{{selector}}":"{{value}}","action":"erase","name":"found"}""";

    private static RuleSet With(string rule) =>
        RedactionPolicy.Read(Encoding.UTF8.GetBytes($"{{\"rules\":[{rule}]}}")).Policy!.For(RecordOrigin.Unknown);
}
