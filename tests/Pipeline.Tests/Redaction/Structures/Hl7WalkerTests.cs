using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Structures.Hl7;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

public sealed class Hl7WalkerTests : IDisposable
{
    private readonly StructureBench _bench = new();

    [Fact]
    public void Erases_the_patient_of_an_admission_and_keeps_the_message()
    {
        string redacted = Redact(Messages.Admission);

        Assert.Equal(
            """
            MSH|^~\&|ADT1|GOOD HEALTH|LAB|GOOD HEALTH|202405011126||ADT^A01^ADT_A01|MSG00001|P|2.5.1
            EVN|A01|202405011123||||202405011120
            PID|1||[REDACTED:mrn]^5^M11^ADT1^MR^GOOD HEALTH~[REDACTED:mrn]^^^USSSA^SS||[REDACTED:name]^[REDACTED:name]^[REDACTED:name]^[REDACTED:name]||1961|M||2106-3|[REDACTED:address]^[REDACTED:address]^[REDACTED:address]^NC^274**-****^USA|[REDACTED:address]|[REDACTED:phone]^PRN^PH^[REDACTED:email]|[REDACTED:phone]||S||[REDACTED:account]^2^M10^ADT1^AN|[REDACTED:ssn]|[REDACTED:license]^NC
            NK1|1|[REDACTED:name]^[REDACTED:name]^[REDACTED:name]|SPO|[REDACTED:address]^^[REDACTED:address]^NC^274**|[REDACTED:phone]
            PV1|1|I|2000^2012^01||||004777^[REDACTED:name]^[REDACTED:name]^[REDACTED:name]||SUR||ADM|A0|||||||[REDACTED:account]|||||||||||||||||||||||||2024|2024
            AL1|1||^PENICILLIN||CODE16~CODE17~CODE18
            DG1|001|I9|1550|MAL NEO LIVER, PRIMARY|19880501103005|F
            GT1|1|[REDACTED:account]|[REDACTED:name]^[REDACTED:name]||[REDACTED:address]^^[REDACTED:address]^NC^274**|[REDACTED:phone]||1961|M||SLF|[REDACTED:ssn]
            IN1|1|PPO|HOPE1|HOPE INSURANCE||||[REDACTED:member]|[REDACTED:name]|||20240101|20241231||PPO|[REDACTED:name]^[REDACTED:name]|SELF|1961|[REDACTED:address]^^[REDACTED:address]^NC^274**|||||||||||||||||[REDACTED:member]
            """.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\n', '\r'),
            redacted);
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\\r")]
    [InlineData("\\n")]
    [InlineData("\\r\\n")]
    [InlineData("\\\\r")]
    public void Parts_segments_by_every_form_of_line_end(string end)
    {
        string text = Messages.Admission.Replace("\r", end, StringComparison.Ordinal);

        Assert.Equal(Redact(Messages.Admission).Replace("\r", end, StringComparison.Ordinal), Redact(text));
        Assert.Equal(Redact(Messages.Admission).Replace("\r", end, StringComparison.Ordinal) + end, Redact(text + end));
    }

    [Fact]
    public void Takes_the_separators_from_the_message()
    {
        string text = "MSH#*+!%#A#B#C#D#2024##ADT*A01#1#P#2.5\rPID#1##12345*5*M11##DOE*JANE+ROE*JANE##19500312";

        Assert.Equal(
            "MSH#*+!%#A#B#C#D#2024##ADT*A01#1#P#2.5\rPID#1##[REDACTED:mrn]*5*M11##[REDACTED:name]*[REDACTED:name]"
            + "+[REDACTED:name]*[REDACTED:name]##1950",
            Redact(text));
    }

    [Fact]
    public void Writes_nothing_where_a_token_would_hold_a_separator()
    {
        string text = "MSH|:~\\&|A|B\rPID|1||12345:5:M11||DOE:JANE||19600312";

        Assert.Equal("MSH|:~\\&|A|B\rPID|1||:5:M11||:||1960", Redact(text));
    }

    [Fact]
    public void A_zip_code_with_stars_is_erased_where_stars_are_separators()
    {
        string text = "MSH|*~\\&|A|B\rPID|1||||||||||1 ELM ST**BOSTON*MA*02139";

        Assert.EndsWith("[REDACTED:address]**[REDACTED:address]*MA*[REDACTED:zip]", Redact(text));
    }

    [Fact]
    public void Empty_fields_and_the_two_quotes_that_delete_stay()
    {
        string text = "MSH|^~\\&|A|B\rPID|1||\"\"^^^ADT1||\"\"^\"\"||\"\"||||\"\"";

        Assert.Equal(text, Redact(text));
    }

    [Theory]
    [InlineData("XPN|1^X^L||DOE^JANE^^^^^L", "[REDACTED:name]^[REDACTED:name]^^^^^L")]
    [InlineData("CX|1^X^L||4711^^^LAB", "[REDACTED:mrn]^^^LAB")]
    [InlineData("XAD|1^X^L||1 ELM ST^^BOSTON^MA^02139", "[REDACTED:address]^^[REDACTED:address]^MA^021**")]
    [InlineData("XTN|1^X^L||555-1234", "[REDACTED:phone]")]
    [InlineData("ST|1^Social Security Number^L||123121234", "[REDACTED:ssn]")]
    [InlineData("NM|2345-7^GLUCOSE^LN||182", "182")]
    public void The_type_and_the_name_of_an_observation_say_what_it_is(string given, string expected) =>
        Assert.EndsWith("||" + expected + "|mg", Redact("MSH|^~\\&|A|B\rOBX|1|" + given + "|mg"));

    [Fact]
    public void A_field_with_escapes_is_claimed_whole()
    {
        string text = "MSH|^~\\&|A|B\rPID|1||||O\\T\\BRIEN^\\H\\MARY\\N\\||\\X3139363030333132\\";

        Assert.Equal("MSH|^~\\&|A|B\rPID|1||||[REDACTED:name]^[REDACTED:name]||1960", Redact(text));
    }

    [Fact]
    public void A_year_that_tells_an_age_over_89_goes() =>
        Assert.EndsWith("|[REDACTED:dob]", Redact("MSH|^~\\&|A|B\rPID|1||||||19300101"));

    [Fact]
    public void A_line_that_is_no_segment_does_not_end_the_message()
    {
        string text = "MSH|^~\\&|A|B\rNTE|1||first line\nsecond line\rPID|1||||DOE^JANE\nbehind it";

        Assert.EndsWith("second line\rPID|1||||[REDACTED:name]^[REDACTED:name]\nbehind it", Redact(text));
        _bench.Redact(Hl7Walker.TryWalk, text, out int consumed);
        Assert.Equal(text.Length - "behind it".Length, consumed);
    }

    [Fact]
    public void The_next_message_is_left_to_the_caller()
    {
        string first = "MSH|^~\\&|A|B\rPID|1||||DOE^JANE\r";

        _bench.Redact(Hl7Walker.TryWalk, "\u000B" + first + "\u001C\r\u000BMSH|^~\\&|A", out int consumed);

        Assert.Equal(first.Length + 4, consumed);
    }

    [Theory]
    [InlineData("received MSH|^~\\&|A|B", 9)]
    [InlineData("\u000BMSH|^~\\&|A|B", 1)]
    [InlineData("one\\nMSH|^~\\&|A", 5)]
    [InlineData("no MSH here, MSHx^~\\&x, but MSH|^~\\&|", 28)]
    [InlineData("MSH|^~", -1)]
    [InlineData("FLAMSH|^~\\&|A", -1)]
    [InlineData("MSH | a table | of | words", -1)]
    [InlineData("", -1)]
    public void Finds_a_message_in_a_line(string text, int expected) =>
        Assert.Equal(expected, Hl7Walker.Find(Encoding.Latin1.GetBytes(text)));

    [Theory]
    [MemberData(nameof(Messages.Hl7), MemberType = typeof(Messages))]
    public void Redacted_messages_hold_no_value_and_as_many_fields_as_before(string message)
    {
        string redacted = Redact(message);

        Assert.DoesNotContain(Messages.Secrets, s => redacted.Contains(s, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Shape(message), Shape(redacted));
        Assert.Equal(redacted, Redact(redacted));
    }

    [Theory]
    [InlineData(RedactionAction.Mask)]
    [InlineData(RedactionAction.Erase)]
    [InlineData(RedactionAction.Year)]
    [InlineData(RedactionAction.Zip3)]
    [InlineData(RedactionAction.Pseudonym)]
    public void Every_action_keeps_the_structure_of_mutated_messages(RedactionAction action)
    {
        using var bench = new StructureBench(action);
        var random = new Random(4711);
        for (int round = 0; round < 2_000; round++)
        {
            string text = Mutation.Of(Messages.Hl7Texts[round % Messages.Hl7Texts.Length], random);
            if (bench.Redact(Hl7Walker.TryWalk, text, out int consumed) is not { } redacted)
            {
                continue;
            }

            Assert.InRange(consumed, 1, text.Length);
            Assert.Equal(Count(text, text), Count(redacted, text));
            Assert.Equal(redacted, bench.Redact(Hl7Walker.TryWalk, redacted));
        }
    }

    [Fact]
    public void Walking_takes_no_memory()
    {
        byte[] text = Encoding.Latin1.GetBytes(Messages.Admission);
        Walk(text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            Walk(text);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_megabyte_of_line_ends_and_backslashes_takes_linear_time()
    {
        string text = "MSH|^~\\&|A|B\r" + new string('\\', 200_000)
            + string.Concat(Enumerable.Repeat("\\r\\n", 200_000));

        Assert.NotNull(_bench.Redact(Hl7Walker.TryWalk, text));
    }

    public void Dispose() => _bench.Dispose();

    private void Walk(byte[] text)
    {
        _bench.Pass.Begin(_bench.Rules);
        Assert.True(Hl7Walker.TryWalk(_bench.Pass, text, out _));
    }

    private string Redact(string text) => _bench.Redact(Hl7Walker.TryWalk, text)!;

    private static string Shape(string text) => Count(text, text);

    /// <summary>How often each separator of a message, but not its escapes, stands in a text.</summary>
    private static string Count(string text, string message) => string.Join(
        ' ', message[(message[0] == 'M' ? 3 : 4)..].Take(3).Distinct().Select(s => $"{s}{text.Count(c => c == s)}"));
}
