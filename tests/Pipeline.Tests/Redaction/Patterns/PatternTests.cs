using System.Text;
using System.Text.RegularExpressions;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Patterns;

namespace PhiLens.Pipeline.Tests.Redaction.Patterns;

public sealed class PatternTests
{
    [Theory]
    [InlineData(@"acct-\d{8}", "acct-")]
    [InlineData(@"\bab+c", "ab")]
    [InlineData(@"ab*cde", "cde")]
    [InlineData(@"abc?de", "ab")]
    [InlineData(@"a\.b\-c", "a.b-c")]
    [InlineData(@"(abc)x", "x")]
    [InlineData(@"abc|def", "")]
    [InlineData(@"(abc|def)ghi", "ghi")]
    [InlineData(@"(?i)abc", "")]
    [InlineData(@"(?:a|b)xyz", "xyz")]
    [InlineData(@"(?<n>a)xyz", "xyz")]
    [InlineData(@"x{3}yz", "yz")]
    [InlineData(@"x{0,3}yz", "yz")]
    [InlineData(@"[a-z-[aeiou]]x", "x")]
    [InlineData(@"[]abc]x", "x")]
    [InlineData(@"[^]abc]x", "x")]
    [InlineData(@"\101bc", "bc")]
    [InlineData(@"\x41bc", "bc")]
    [InlineData(@"\u0041bc", "bc")]
    [InlineData(@"\p{Lu}bc", "bc")]
    [InlineData(@"\d+", "")]
    [InlineData(@"a{,5}b", ",5")]
    [InlineData(@"Grüße\d", "Grüße")]
    public void What_every_match_holds_is_read_off(string pattern, string literal) =>
        Assert.Equal(literal, PatternShape.Of(pattern).Literal);

    [Theory]
    [InlineData(@"a{10}", 10)]
    [InlineData(@"(a{10}b){10}", 110)]
    [InlineData(@"((a{99}){99}){99}", 970_299)]
    [InlineData(@"(((a{9999}){9999}){9999}){9999}", 1_000_000_000)]
    [InlineData(@"a|b|c{5}", 7)]
    [InlineData(@"a{2,7}", 7)]
    [InlineData(@"a))b", 2)]
    [InlineData(@"((((", 1)]
    public void The_size_with_repetitions_written_out_is_read_off(string pattern, long size) =>
        Assert.Equal(size, PatternShape.Of(pattern).Size);

    [Fact]
    public void No_text_is_skipped_that_an_expression_matches()
    {
        var random = new Random(7);
        string[] parts =
        [
            "a", "b", "ab", @"\d", "[ab]", "[^b]", "(a|b)", "(?:ab)", "a?", "b*", "a+", "b{2}", "(ab){0,1}", "|",
            @"\.", ".",
        ];
        int matches = 0;
        for (int i = 0; i < 4000; i++)
        {
            string pattern = string.Concat(
                Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]));
            if (ValuePattern.TryRead(pattern, out ValuePattern? read) is not null)
            {
                continue;
            }

            string text = new([.. Enumerable.Range(0, random.Next(8)).Select(_ => "ab1."[random.Next(4)])]);
            if (Regex.IsMatch(text, pattern))
            {
                matches++;
                Assert.True(read!.MayMatch(Encoding.UTF8.GetBytes(text)), $"{pattern} on {text}");
            }
        }

        Assert.True(matches > 300);
    }

    [Theory]
    [InlineData("x acct-1 y acct-22", @"acct-\d+", "2-8 11-18")]
    [InlineData("ä acct-1 € acct-22", @"acct-\d+", "3-9 14-21")]
    [InlineData("😀acct-1😀", @"acct-\d+", "4-10")]
    [InlineData("aa", "a", "0-1 1-2")]
    [InlineData("日本語", "本", "3-6")]
    [InlineData("😀😁", @"\ud83d", "0-4 4-8")]
    [InlineData("no", "x", "")]
    public void Every_match_is_claimed_at_its_bytes(string text, string pattern, string expected) =>
        Assert.Equal(expected, Scan(Encoding.UTF8.GetBytes(text), pattern));

    [Fact]
    public void Bytes_that_are_not_UTF_8_do_not_move_a_match()
    {
        byte[] marks = [0x80, 0xC3, 0xE2, 0x82, 0xF0, 0x9F, 0x98, 0xFF, 0xED, 0xA0, 0xC3, 0xA4, (byte)'z', (byte)' '];
        var random = new Random(11);
        for (int i = 0; i < 3000; i++)
        {
            byte[] before = [.. Enumerable.Range(0, random.Next(12)).Select(_ => marks[random.Next(marks.Length)])];
            byte[] behind = [.. Enumerable.Range(0, random.Next(12)).Select(_ => marks[random.Next(marks.Length)])];
            byte[] text = [.. before, .. "A1B"u8, .. behind];

            Assert.Equal($"{before.Length}-{before.Length + 3}", Scan(text, "A1B"));
        }
    }

    [Fact]
    public void A_long_text_is_looked_at_as_a_whole()
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('x', 1_000_000) + "é acct-12345678" + new string('y', 1000));

        Assert.Equal("1000003-1000016", Scan(text, @"acct-\d{8}"));
    }

    [Fact]
    public void A_record_that_takes_too_long_is_withheld_and_the_next_is_not()
    {
        // Each match is short, but each search looks to the end of the text for a longer one.
        RuleSet rules = Rules("a*b|a");
        using var pass = Pass(rules);
        byte[] text = Encoding.UTF8.GetBytes(new string('a', 1024 * 1024));

        rules.Patterns.Scan(pass, text);
        Assert.True(pass.IsWithheld);

        pass.Begin(rules);
        rules.Patterns.Scan(pass, "aab"u8);
        Assert.False(pass.IsWithheld);
        Assert.Equal(1, pass.Edits.Count);
    }

    [Fact]
    public void Without_memory_a_record_is_not_sent()
    {
        RuleSet rules = Rules("a1");
        var pool = new BlockPool(new MemoryBudget(64 * 1024));
        using var pass = new RedactionPass(new ReadBuffers(pool), TimeProvider.System);
        pass.Begin(rules);

        rules.Patterns.Scan(pass, Encoding.UTF8.GetBytes(new string('x', 100_000) + "a1"));

        Assert.True(pass.IsWithheld);
        Assert.NotEqual(RentStatus.Rented, pass.Memory.Status);
    }

    [Fact]
    public void Looking_for_expressions_allocates_nothing()
    {
        RuleSet rules = Rules(@"acct-\d{8}", @"\d{3}-\d{4}");
        using var pass = Pass(rules);
        byte[] text = Encoding.UTF8.GetBytes("paid by acct-12345678, call 555-0100 ü " + new string('x', 600));
        for (int i = 0; i < 50; i++)
        {
            Again();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Again();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Again()
        {
            pass.Begin(rules);
            rules.Patterns.Scan(pass, text);
        }
    }

    private static string Scan(byte[] text, params string[] patterns)
    {
        RuleSet rules = Rules(patterns);
        using var pass = Pass(rules);
        rules.Patterns.Scan(pass, text);
        Assert.False(pass.IsWithheld);
        return string.Join(' ', pass.Edits.From(0).ToArray().Select(e => $"{e.Start}-{e.End}"));
    }

    private static RuleSet Rules(params string[] patterns)
    {
        var rules = new RuleSet([new RedactionRule(0, "found", RedactionAction.Erase)], NoKeys.Instance);
        rules.Use(new PatternSet([.. patterns.Select(p => (Read(p), 0))]), 0);
        return rules;
    }

    private static ValuePattern Read(string pattern)
    {
        Assert.Null(ValuePattern.TryRead(pattern, out ValuePattern? read));
        return read!;
    }

    private static RedactionPass Pass(RuleSet rules)
    {
        var pool = new BlockPool(new MemoryBudget(64 * 1024 * 1024));
        var pass = new RedactionPass(new ReadBuffers(pool), TimeProvider.System);
        pass.Begin(rules);
        return pass;
    }
}
