using System.Text.RegularExpressions;
using PhiLens.Sidecar.Configuration.FireLens.Patterns;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class RubyRegexTests
{
    [Theory]
    [InlineData("GET /healthz", "GET /healthz HTTP", "GET /health")]
    [InlineData("(ERROR|WARN|audit)", "xWARNx", "info")]
    [InlineData("^b", "a\nb", "ab")]
    [InlineData("a$", "a\nb", "ab")]
    [InlineData(@"\Ab", "b\na", "a\nb")]
    [InlineData(@"b\z", "ab", "b\n")]
    [InlineData(@"b\Z", "b\n", "b\na")]
    [InlineData(@"^\h+$", "0aF", "g")]
    [InlineData(@"^\H$", "g", "a")]
    [InlineData(@"^\d$", "5", "\u0665")]
    [InlineData(@"^\w$", "_", "é")]
    [InlineData(@"^\W$", "é", "w")]
    [InlineData(@"^[\W]$", "é", "w")]
    [InlineData(@"^[^\W]$", "w", "é")]
    [InlineData(@"^\s$", "\v", "\u00A0")]
    [InlineData(@"^\S$", "x", " ")]
    [InlineData("^[[:alpha:]]+$", "éa", "1")]
    [InlineData("^[[:^alpha:]]+$", "1", "é")]
    [InlineData("^[[:space:]]$", "\u00A0", "x")]
    [InlineData("^[[:punct:]]$", "$", "x")]
    [InlineData("^[[:xdigit:]_]+$", "_aF0", "g")]
    [InlineData(@"^\p{Alpha}$", "é", "1")]
    [InlineData(@"^\p{^Lu}$", "a", "A")]
    [InlineData(@"^\P{Lu}$", "a", "A")]
    [InlineData(@"^[\p{Lu}\p{digit}]$", "A", "a")]
    [InlineData("a.b", "axb", "a\nb")]
    [InlineData("(?m)a.b", "a\nb", "ab")]
    [InlineData("(?m:a.)b", "a\nb", "ab")]
    [InlineData("(?i)abc", "ABC", "ABD")]
    [InlineData("x(?i)a|b", "xB", "b")]
    [InlineData("(x(?i)a)b", "xAb", "xAB")]
    [InlineData("(?i:a)b", "Ab", "AB")]
    [InlineData("(?i)a(?-i)b", "Ab", "AB")]
    [InlineData("(?x) a b # c", "ab", "a b")]
    [InlineData("a(?#comment)b", "ab", "a")]
    [InlineData("(?<year>\\d{4})-(?'m'\\d)", "2026-1", "26-1")]
    [InlineData("^a{,2}$", "aa", "aaa")]
    [InlineData("^(?:a{2}?)$", "", "a")]
    [InlineData("^a{2,3}?$", "aa", "a")]
    [InlineData("^a{2}+$", "aaaa", "aaa")]
    [InlineData("^a{x}$", "a{x}", "a")]
    [InlineData("a{", "a{", "a")]
    [InlineData("^a+?$", "aa", "b")]
    [InlineData("^(?:ab)**$", "abab", "a")]
    [InlineData("^[]a]$", "]", "b")]
    [InlineData("^[^]a]$", "b", "]")]
    [InlineData("^[a-c-]$", "-", "d")]
    [InlineData(@"^[\b\n\x41\u00e9]$", "\b", "b")]
    [InlineData(@"^\x41\x{1F600}\u00e9\t$", "A\U0001F600é\t", "A")]
    [InlineData(@"^\012$", "\n", "x")]
    [InlineData("^\U0001F600{2}$", "\U0001F600\U0001F600", "\U0001F600")]
    [InlineData(@"\[a\]\.\/", "[a]./", "a./")]
    [InlineData("^a b#c$", "a b#c", "ab")]
    [InlineData("/abc/i", "ABC", "abd")]
    [InlineData("/a.b/m", "a\nb", "ab")]
    [InlineData("/abc/", "abc", "/ab/")]
    [InlineData("/abc", "/abc", "abc")]
    [InlineData("/a/z", "/a/z", "a")]
    [InlineData(@"^[a-b&c]$", "&", "d")]
    [InlineData(@"\bcat\B", "cats", "cat")]
    public void What_ruby_means_is_what_net_does(string pattern, string matching, string other)
    {
        Assert.Null(RubyRegex.Read(pattern, out Regex? regex));
        Assert.True(regex!.Options.HasFlag(RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        Assert.Matches(regex, matching);
        Assert.DoesNotMatch(regex, other);
    }

    [Theory]
    [InlineData("secret(?=x)", "lookahead")]
    [InlineData("secret(?!x)", "lookahead")]
    [InlineData("(?<=secret)x", "lookbehind")]
    [InlineData("(?<!secret)x", "lookbehind")]
    [InlineData("(?>secret)", "atomic group")]
    [InlineData("secret++", "possessive")]
    [InlineData("secret*+", "possessive")]
    [InlineData("(secret)\\1", "backreference")]
    [InlineData("(?<secret>x)\\k<secret>", "backreference")]
    [InlineData("(?<secret>x)\\g<secret>", "call of a group")]
    [InlineData("(secret)(?(1)a|b)", "conditional")]
    [InlineData("(?~secret)", "absence")]
    [InlineData("[secret&&[^s]]", "intersection")]
    [InlineData("[secret[a]]", "class within another")]
    [InlineData("[[:secret:]]", "POSIX bracket")]
    [InlineData("[[:^punct:]]", "POSIX bracket")]
    [InlineData(@"\p{Secret}", "property")]
    [InlineData(@"\R", "\\R")]
    [InlineData(@"\X", "\\X")]
    [InlineData(@"secret\K", "\\K")]
    [InlineData(@"\Gsecret", "\\G")]
    [InlineData(@"\xFF", "single byte")]
    [InlineData(@"\ud800", "half of a character")]
    [InlineData(@"\cA", "control")]
    [InlineData("(secret", "not closed")]
    [InlineData("secret)", "without its (")]
    [InlineData("[secret", "not closed")]
    [InlineData("[z-a]", "backwards")]
    [InlineData(@"[a-\d]", "ends with a set")]
    [InlineData("*secret", "nothing before it")]
    [InlineData("a{3,2}", "backwards")]
    [InlineData("a{2000}", "1000 rounds")]
    [InlineData("((((a{1000}){1000}){1000}){1000}){1000}", "too large")]
    [InlineData("(?a)secret", "option")]
    [InlineData("secret\\", "backslash")]
    [InlineData("", "empty")]
    public void What_cannot_be_translated_has_a_name(string pattern, string name)
    {
        string problem = Assert.IsType<string>(RubyRegex.Read(pattern, out _));
        Assert.Contains(name, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Any_text_is_translated_or_refused()
    {
        const string Signs = @"ab()[]{}|^$.*+?\-,:<>=!&'#/imxdwspPhkgRu0123 é" + "\n";
        Random random = new(20261123);
        for (int i = 0; i < 20_000; i++)
        {
            string pattern = string.Concat(Enumerable.Range(0, random.Next(1, 16)).Select(
                _ => Signs[random.Next(Signs.Length)]));
            string? problem = RubyRegex.Read(pattern, out Regex? regex);
            Assert.True((problem is null) == (regex is not null), pattern);
            Assert.False(problem is not null && problem.Contains("makes no sense", StringComparison.Ordinal), pattern);
        }

        Assert.NotNull(RubyRegex.Read(new string('(', 4000), out _));
        Assert.Null(RubyRegex.Read(string.Concat(Enumerable.Repeat("a*", 2000)), out _));
    }
}
