using System.Text;
using PhiLens.Bench.Corpora.Commands;
using PhiLens.Bench.Corpora.Kinds;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Scoring;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Corpora.Tests;

public sealed class ScorerTests
{
    public static TheoryData<string> Kinds => [.. CorpusKinds.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_redactor_that_knows_the_truth_has_no_leak_no_mistake_and_no_damage(string kind)
    {
        Score score = Perfect.Of(kind, 800).Score(base64: true);
        Assert.Empty(score.Findings);
        Assert.Equal((0, 0, 0, 0), (score.Leaked, score.DamagedDecoys, score.BrokenLines, score.Rewrites));
        Assert.All(score.Precision.Values, p => Assert.Equal(0, p.Wrong));
        Assert.True(score.Values > 500);
        Assert.Empty(Thresholds.OfTheProduct.Misses(score));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_redactor_that_does_nothing_leaks_everything(string kind)
    {
        Perfect corpus = Perfect.Of(kind);
        corpus.Redacted.Clear();
        corpus.Redacted.AddRange(corpus.Original);
        Score score = corpus.Score(base64: true);
        Assert.Equal(score.Values, score.Leaked);
        Assert.Empty(score.Precision);
    }

    /// <summary>Each spelling says the same number or address, and each is a leak.</summary>
    [Theory]
    [InlineData(PhiType.Ssn, "536-22-1234", "536221234")]
    [InlineData(PhiType.Ssn, "536-22-1234", "536 22 1234")]
    [InlineData(PhiType.Ssn, "536-22-1234", "536\u201322\u20131234")]
    [InlineData(PhiType.Ssn, "536-22-1234", "536\\u002d22\\u002d1234")]
    [InlineData(PhiType.Ssn, "536-22-1234", "５３６-２２-１２３４")]
    [InlineData(PhiType.Ssn, "536-22-1234", "536-\u200b22-1234")]
    [InlineData(PhiType.Email, "ada.lark@example.org", "ADA.LARK@EXAMPLE.ORG")]
    [InlineData(PhiType.Email, "ada.lark@example.org", "ada.lark%40example.org")]
    [InlineData(PhiType.Email, "ada.lark@example.org", "ada.lark%2540example.org")]
    [InlineData(PhiType.Email, "ada.lark@example.org", "ada.lark&#64;example.org")]
    [InlineData(PhiType.Email, "ada.lark@example.org", "ada.lark\\\\\\u0040example.org")]
    [InlineData(PhiType.Name, "Ada Larkspur", "ADA LARKSPUR")]
    [InlineData(PhiType.Name, "Ada Larkspur", "[REDACTED:name] Larkspur")]
    [InlineData(PhiType.Age, "93", "93")]
    public void A_value_that_is_left_in_another_spelling_is_a_leak(string type, string value, string left)
    {
        Score score = ScoreOf($"seen {Marked.Phi(type, value, Expectation.Bare)} today", $"seen {left} today");
        Assert.Equal(1, score.Leaked);
    }

    [Fact]
    public void Base64_is_looked_into_only_when_the_redactor_was_told_to()
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"ssn\":\"536-22-1234\"}"));
        Marked line = $"payload={Marked.Phi(PhiType.Ssn, encoded, Expectation.Base64, "536-22-1234")} end";
        Assert.Equal(0, ScoreOf(line, $"payload={encoded} end").Values);
        Assert.Equal(1, ScoreOf(line, $"payload={encoded} end", base64: true).Leaked);
        Assert.Equal(0, ScoreOf(line, "payload=[REDACTED:base64] end", base64: true).Leaked);
    }

    [Theory]
    [InlineData("536-22-1234", PhiType.Ssn, "***-**-1234")]
    [InlineData("(415) 734-2671", PhiType.Phone, "(***) ***-2671")]
    [InlineData("1950-03-12", PhiType.Date, "1950")]
    [InlineData("94103", PhiType.Zip, "941**")]
    [InlineData("03601", PhiType.Zip, "000")]
    [InlineData("93", PhiType.Age, "90+")]
    [InlineData("4111 1111 1111 1111", PhiType.Card, "**** **** **** 1111")]
    public void What_masks_years_and_areas_leave_is_no_leak_and_a_right_redaction(string value, string type,
        string left)
    {
        Score score = ScoreOf($"seen {Marked.Phi(type, value, Expectation.Bare)} today", $"seen {left} today");
        Assert.Equal((0, 0), (score.Leaked, score.Rewrites));
        Assert.True(score.Precision[type] is { Right: > 0, Wrong: 0 });
    }

    [Fact]
    public void A_value_that_stays_for_the_greater_part_is_a_leak()
    {
        Score score = ScoreOf(
            $"call {Marked.Phi(PhiType.Phone, "(415) 734-2671", Expectation.Bare)} now", "call ([REDACTED:phone]) "
                + $"734-2671 now");
        Assert.Equal(1, score.Leaked);
        Assert.Equal("partial leak", Assert.Single(score.Findings).Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_planted_leak_is_found_with_its_line_and_type(string kind)
    {
        Perfect corpus = Perfect.Of(kind);
        int line = corpus.Truths.FindIndex(50, t => t.Phi.Count == 1 && t.Phi[0].Expected < Expectation.Base64);
        line = line >= 0 ? line : corpus.Truths.FindIndex(50, t => t.Phi.Any(p => p.Expected < Expectation.Base64));
        corpus.Redacted[line] = corpus.Original[line];
        Score score = corpus.Score();
        long planted = corpus.Truths[line].Phi.Count(p => p.Expected < Expectation.Base64);
        Assert.Equal(planted, score.Leaked);
        Assert.All(score.Findings, f => Assert.Equal(line + 1, f.Line));
    }

    [Fact]
    public void A_redaction_of_something_harmless_costs_precision()
    {
        Score score = ScoreOf(
            $"order {Marked.Decoy("order", "536221234")} of {Marked.Phi(PhiType.Ssn, "536-22-1235", Expectation.Bare)}",
            "order [REDACTED:ssn] of [REDACTED:ssn]");
        Assert.Equal(0.5, score.Precision[PhiType.Ssn].Share);
        Assert.Equal(1, score.DamagedDecoys);
        Assert.Contains(Thresholds.OfTheProduct.Misses(score), m =>
            m.StartsWith("precision of ssn", StringComparison.Ordinal));
    }

    [Fact]
    public void A_redaction_of_what_may_go_counts_neither_way()
    {
        Score score = ScoreOf($"seen by Dr. {Marked.Phi(PhiType.Name, "Ada Larkspur", Expectation.Optional)}", "seen "
            + $"by Dr. [REDACTED:name]");
        Assert.Empty(score.Precision);
        Assert.Equal(0, score.Values);
    }

    [Fact]
    public void What_goes_with_a_value_is_counted_as_excess()
    {
        Score score = ScoreOf($"ssn {Marked.Phi(PhiType.Ssn, "536-22-1234", Expectation.Bare)} ok", "[REDACTED:ssn] "
            + $"ok");
        Assert.Equal(3, score.ExcessBytes);
    }

    [Fact]
    public void Bytes_that_change_outside_of_every_value_are_a_rewrite()
    {
        Score score = ScoreOf(
            $"{{\"a\": 1, \"ssn\": \"{Marked.Phi(PhiType.Ssn, "536-22-1234", Expectation.Keyed)}\"}}",
            "{\"a\":1, \"ssn\": \"[REDACTED:ssn]\"}",
            RecordForm.Json);
        Assert.Equal((1, 0), (score.Rewrites, score.BrokenLines));
    }

    [Theory]
    [InlineData(RecordForm.Json, "{\"ssn\":536221234}", "{\"ssn\":[REDACTED:ssn]}")]
    [InlineData(RecordForm.Json, "{\"ssn\":536221234,\"n\":1}", "{\"ssn\":\"[REDACTED:ssn]\"}")]
    [InlineData(RecordForm.Hl7, "PID|1||4711^^^HOSP^MR||DOE^ADA", "PID|1||[REDACTED:mrn]")]
    [InlineData(RecordForm.Hl7, "MSH|^~\\&|A\rPID|1||4711", "MSH|^~\\&|A|PID|1||4711")]
    public void A_line_that_loses_its_form_is_broken(RecordForm form, string original, string redacted)
    {
        Score score = ScoreOf(original, redacted, form);
        Assert.Equal(1, score.BrokenLines);
        Assert.NotEmpty(Thresholds.OfTheProduct.Misses(score));
    }

    [Fact]
    public void An_X12_line_that_loses_an_element_is_broken()
    {
        Perfect corpus = Perfect.Of("x12", 20);
        string line = Encoding.UTF8.GetString(corpus.Redacted[3]);
        string header = line[line.IndexOf("ISA", StringComparison.Ordinal)..];
        string without = line.Replace($"{header[3]}0001{header[105]}", $"{header[105]}", StringComparison.Ordinal);
        corpus.Redacted[3] = Encoding.UTF8.GetBytes(without);
        Assert.Equal(1, corpus.Score().BrokenLines);
    }

    [Fact]
    public void Damage_is_the_share_of_changed_lines()
    {
        Damage damage = DamageCommand.Of(LogLines.In("a\nb\nc\nd\n"u8), LogLines.In("a\nb\nx\nd\n"u8));
        Assert.Equal(0.25, damage.Rate);
        Assert.Equal([3L], damage.Changed);
        Assert.Throws<UsageException>(() => DamageCommand.Of(LogLines.In("a\nb\n"u8), LogLines.In("a\n"u8)));
    }

    private static Score ScoreOf(Marked line, string redacted, RecordForm form = RecordForm.Text) =>
        ScoreOf(line, redacted, base64: false, form);

    private static Score ScoreOf(Marked line, string redacted, bool base64, RecordForm form = RecordForm.Text)
    {
        var score = new Score();
        string text = line.Render();
        IEnumerable<TruthSpan> spans = line.Marks.Select(m => new TruthSpan(
            m.Type,
            m.Value,
            line.Written(m),
            Encoding.UTF8.GetByteCount(text[..m.Start]),
            Encoding.UTF8.GetByteCount(line.Written(m)),
            m.Expected));
        TruthSpan[] all = [.. spans];
        var truth = new TruthLine(
            1, "test", form, [.. all.Where(s => s.Expected is not null)], [.. all.Where(s => s.Expected is null)]);
        new Scorer(score, base64).Line(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(redacted), truth);
        return score;
    }
}
