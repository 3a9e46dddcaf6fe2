using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Sealing;

namespace PhiLens.Pipeline.Tests.Redaction;

/// <summary>A fault of our own withholds the record that met it, and nothing else.</summary>
public sealed class RedactionFaultTests : IFieldSealer
{
    private bool _isSound;

    [Fact]
    public void A_record_that_meets_a_fault_is_withheld_and_the_next_one_is_redacted()
    {
        RedactionPolicy policy = RedactionPolicy.Read(
            """{"rules":[{"key":"ssn","action":"encrypt"},{"key":"mrn","action":"erase"}]}"""u8,
            new SealingSetup(canEncrypt: true, canPseudonymise: false)).Policy!;
        using RecordRedactor redactor = new(policy, RedactorBench.SharedPool, new FakeTimeProvider(), this);

        RedactionVerdict verdict = redactor.Redact(
            RecordOrigin.Unknown, """{"mrn":"1","ssn":"123-45-6789"}"""u8, out ReadOnlySpan<byte> redacted);
        Assert.Equal(
            (RedactionVerdict.Withheld, nameof(InvalidOperationException), true),
            (verdict, redactor.Fault, redacted.IsEmpty));

        _isSound = true;
        verdict = redactor.Redact(RecordOrigin.Unknown, """{"mrn":"1","ssn":"123-45-6789"}"""u8, out redacted);
        Assert.Equal((RedactionVerdict.Changed, null), (verdict, redactor.Fault));
        Assert.Equal("""{"mrn":"[REDACTED:mrn]","ssn":"t"}""", Encoding.UTF8.GetString(redacted));
    }

    public int MaxTokenLength(ReadOnlySpan<byte> type, int valueLength) => 1;

    public bool TryEncrypt(
        ReadOnlySpan<byte> type, int scope, ReadOnlySpan<byte> value, Span<byte> token, out int written)
    {
        token[0] = (byte)'t';
        written = _isSound ? 1 : throw new InvalidOperationException("a fault");
        return true;
    }

    public bool TryPseudonymise(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, Span<byte> token, out int written) =>
        throw new NotSupportedException();
}
