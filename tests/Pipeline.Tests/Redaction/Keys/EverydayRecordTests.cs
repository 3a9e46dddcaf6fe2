using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;

namespace PhiLens.Pipeline.Tests.Redaction.Keys;

/// <summary>What the set of everyday names does to whole records.</summary>
public sealed class EverydayRecordTests
{
    [Theory]
    [InlineData("""{"patient":"Ann Lee","patients":3}""", """{"patient":"[REDACTED:name]","patients":3}""")]
    [InlineData("""{"patient":{"status":"active"}}""", """{"patient":{"status":"active"}}""")]
    [InlineData("""{"guarantor":["Ann Lee","Bo"]}""", """{"guarantor":["[REDACTED:name]","[REDACTED:name]"]}""")]
    [InlineData(
        """{"patient":{"address":{"x":"Oak 1","state":"MA","country":"US","zip":"02139"}}}""",
        """{"patient":{"address":{"x":"[REDACTED:address]","state":"MA","country":"US","zip":"021**"}}}""")]
    [InlineData("""{"state":"running","address":"[::]:80"}""", """{"state":"running","address":"[::]:80"}""")]
    [InlineData("""{"member":{"plan":{"name":"Gold"}}}""", """{"member":{"plan":{"name":"Gold"}}}""")]
    [InlineData("""{"member":{"name":"Bo","id":7}}""", """{"member":{"name":"[REDACTED:name]","id":"[REDACTED:id]"}}""")]
    [InlineData("""{"patient.name":"Bo","name":"api"}""", """{"patient.name":"[REDACTED:name]","name":"api"}""")]
    public void Persons_are_redacted_and_the_rest_stays(string record, string expected) =>
        Assert.Equal(expected, Redact("""{"rules":[{"fields":"common"}]}""", record));

    [Fact]
    public void A_rule_of_ones_own_takes_everything_in_its_field() => Assert.Equal(
        """{"address":{"state":"[REDACTED:address]"}}""",
        Redact("""{"rules":[{"key":"address","action":"erase"}]}""", """{"address":{"state":"MA"}}"""));

    [Theory]
    [InlineData("""{"email":"x@y.example"}""", """{"email":"x@y.example"}""")]
    [InlineData("""{"email":"z@y.example"}""", """{"email":"[REDACTED:email]"}""")]
    public void A_text_that_is_an_exception_stays_and_no_other(string record, string expected) => Assert.Equal(
        expected,
        Redact("""{"rules":[{"value":"x@y.example","action":"allow"},{"use":"phi"}]}""", record));

    [Fact]
    public void An_exception_does_not_hold_against_an_earlier_rule() => Assert.Equal(
        """{"mrn":"[REDACTED:mrn]"}""",
        Redact("""{"rules":[{"key":"mrn","action":"erase"},{"value":"7","action":"allow"}]}""", """{"mrn":"7"}"""));

    [Theory]
    [InlineData("""{"t":"A123","n":12345678,"B99":1}""", """{"t":"[REDACTED:x]","n":"[REDACTED:x]","[REDACTED:x]":1}""")]
    [InlineData("no A123 no", "no [REDACTED:x] no")]
    public void Expressions_find_short_texts_numbers_and_names(string record, string expected) => Assert.Equal(
        expected,
        Redact("""{"rules":[{"pattern":"\\b[AB]\\d{2,3}\\b|\\b\\d{8}\\b","name":"x","action":"erase"}]}""", record));

    private static string Redact(string policy, string record)
    {
        RedactionPolicy read = RedactionPolicy.Read(Encoding.UTF8.GetBytes(policy)).Policy!;
        var pool = new BlockPool(new MemoryBudget(16 * 1024 * 1024));
        using var redactor = new RecordRedactor(read, pool, TimeProvider.System);
        redactor.Redact(RecordOrigin.Unknown, Encoding.UTF8.GetBytes(record), out ReadOnlySpan<byte> redacted);
        return Encoding.UTF8.GetString(redacted);
    }
}
