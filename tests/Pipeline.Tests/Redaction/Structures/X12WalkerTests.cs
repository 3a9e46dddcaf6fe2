using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Structures.X12;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

public sealed class X12WalkerTests : IDisposable
{
    private readonly StructureBench _bench = new();

    [Fact]
    public void Erases_the_patient_of_a_claim_and_keeps_the_claim()
    {
        string redacted = Redact(Interchanges.ProfessionalClaim);

        Assert.StartsWith(Interchanges.Header + "GS*HC*SENDER*RECEIVER*20240501*1253*905*X*005010X222A1~ST*837*", redacted);
        Assert.Contains("NM1*85*2*BEN KILDARE SERVICE*****XX*[REDACTED:npi]~N3*234 SEAWAY ST~N4*MIAMI*FL*331110000~", redacted);
        Assert.Contains("REF*EI*587654321~HL*2*1*22*1~SBR*P**[REDACTED:member]******CI~", redacted);
        Assert.Contains("NM1*IL*1*[REDACTED:name]*[REDACTED:name]****MI*[REDACTED:member]~DMG*D8*1963*F~", redacted);
        Assert.Contains("N3*[REDACTED:address]~N4*[REDACTED:address]*NC*274~DMG*D8*1961*M~", redacted);
        Assert.Contains("CLM*[REDACTED:account]*100***11:B:1*Y*A*Y*I~REF*D9*[REDACTED:account]~", redacted);
        Assert.Contains("NM1*82*1*[REDACTED:name]*[REDACTED:name]****XX*[REDACTED:npi]~LX*1~SV1*HC:99213*40*", redacted);
        Assert.EndsWith("DTP*472*D8*20240503~SE*42*0021~GE*1*905~IEA*1*000000905~", redacted);
    }

    [Fact]
    public void Keeps_the_payer_s_address_and_erases_the_member_s()
    {
        Assert.Contains("N3*1 MAIN STREET~N4*TIMBUCKTU*AK*89111~", Redact(Interchanges.Remittance));
        Assert.Contains("N4*[REDACTED:address]*NC*274**CY*[REDACTED:address]~", Redact(Interchanges.Enrollment));
    }

    [Fact]
    public void A_small_area_becomes_three_zeros() => Assert.Contains(
        "N4*[REDACTED:address]*NH*000~",
        Redact(Interchanges.Header + "NM1*IL*1*DOE~N4*KEENE*NH*036011234~" + Interchanges.Trailer));

    [Theory]
    [MemberData(nameof(Interchanges.All), MemberType = typeof(Interchanges))]
    public void Redacted_interchanges_hold_no_value_and_as_many_elements_as_before(string text)
    {
        string redacted = Redact(text);

        Assert.DoesNotContain(Interchanges.Secrets, s => redacted.Contains(s, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Shape(text, '*', '~'), Shape(redacted, '*', '~'));
        Assert.Equal(redacted, Redact(redacted));
    }

    [Theory]
    [InlineData("~\n")]
    [InlineData("~\r\n")]
    [InlineData("~\\r\\n")]
    [InlineData("~\\n")]
    [InlineData("\n")]
    [InlineData("\\n")]
    [InlineData("\u001C")]
    public void Parts_segments_by_every_form_of_terminator(string end)
    {
        foreach (string text in Interchanges.Texts)
        {
            string other = text.Replace("~", end, StringComparison.Ordinal);
            Assert.Equal(Redact(text).Replace("~", end, StringComparison.Ordinal), Redact(other));
        }
    }

    [Fact]
    public void Takes_the_separators_from_the_envelope()
    {
        foreach (string text in Interchanges.Texts)
        {
            string other = text.Replace('*', '|').Replace(':', '>').Replace('^', '!').Replace('~', '\'');
            string expected = Redact(text).Replace("[REDACTED:", "[REDACTED;", StringComparison.Ordinal)
                .Replace('*', '|').Replace(':', '>').Replace('^', '!').Replace('~', '\'')
                .Replace("[REDACTED;", "[REDACTED:", StringComparison.Ordinal);
            Assert.Equal(expected, Redact(other));
        }
    }

    [Fact]
    public void Counts_the_elements_of_an_envelope_that_lost_its_blanks()
    {
        string text = Interchanges.Inquiry.Replace("          ", "", StringComparison.Ordinal);

        Assert.DoesNotContain("EVERYMAN", Redact(text));
    }

    [Fact]
    public void What_stands_behind_the_interchange_is_left_to_the_caller()
    {
        _bench.Redact(X12Walker.TryWalk, Interchanges.Status + "\ntook 5 ms", out int consumed);

        Assert.Equal(Interchanges.Status.Length, consumed);
    }

    [Fact]
    public void A_cut_interchange_is_redacted_up_to_its_end()
    {
        string text = Interchanges.Inquiry[..(Interchanges.Inquiry.IndexOf("EVERYMAN", StringComparison.Ordinal) + 4)];

        Assert.EndsWith("NM1*IL*1*[REDACTED:name]", Redact(text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void Finds_an_interchange_in_a_line(int at) =>
        Assert.Equal(at, X12Walker.Find(Encoding.Latin1.GetBytes(new string(' ', at) + Interchanges.Inquiry)));

    [Theory]
    [InlineData("VISA*00*    *00*")]
    [InlineData("ISA*00*          *00*")]
    [InlineData("ISA")]
    [InlineData("ISA is a retirement account")]
    public void Finds_no_interchange_where_none_is(string text) =>
        Assert.Equal(-1, X12Walker.Find(Encoding.Latin1.GetBytes(text)));

    [Theory]
    [InlineData(RedactionAction.Erase)]
    [InlineData(RedactionAction.Mask)]
    [InlineData(RedactionAction.Year)]
    [InlineData(RedactionAction.Zip3)]
    public void Every_action_keeps_the_structure_of_mutated_interchanges(RedactionAction action)
    {
        using var bench = new StructureBench(action);
        var random = new Random(815);
        for (int round = 0; round < 2_000; round++)
        {
            string text = Mutation.Of(Interchanges.Texts[round % Interchanges.Texts.Length], random);
            if (bench.Redact(X12Walker.TryWalk, text, out int consumed) is not { } redacted)
            {
                continue;
            }

            Assert.InRange(consumed, 1, text.Length);
            Assert.True(X12Separators.TryRead(Encoding.Latin1.GetBytes(text), out X12Separators separators));
            (char element, char end) = ((char)separators.Element, (char)separators.Terminator);
            Assert.Equal(Shape(text, element, end), Shape(redacted, element, end));
            Assert.Equal(redacted, bench.Redact(X12Walker.TryWalk, redacted));
        }
    }

    [Fact]
    public void Walking_takes_no_memory()
    {
        byte[] text = Encoding.Latin1.GetBytes(Interchanges.ProfessionalClaim);
        Walk(text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            Walk(text);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("NM1[01=IL]-03-07", true)]
    [InlineData("N3[NM1=IL+QC][02=1]-01", true)]
    [InlineData("DMG-02", true)]
    [InlineData("DMG", false)]
    [InlineData("DMG-0", false)]
    [InlineData("DMG-02-01", false)]
    [InlineData("DMG-33", false)]
    [InlineData("NM1[01]-03", false)]
    [InlineData("NM1[01=]-03", false)]
    [InlineData("NM1[01=IL-03", false)]
    [InlineData("NM1[01=TOOLONGCODE]-03", false)]
    [InlineData("dmg-02", false)]
    [InlineData("", false)]
    public void Reads_selectors(string text, bool isRight) =>
        Assert.Equal(isRight, X12Selector.Parse(text) is not null);

    public void Dispose() => _bench.Dispose();

    private void Walk(byte[] text)
    {
        _bench.Pass.Begin(_bench.Rules);
        Assert.True(X12Walker.TryWalk(_bench.Pass, text, out _));
    }

    private string Redact(string text) => _bench.Redact(X12Walker.TryWalk, text)!;

    /// <summary>How many elements each segment has.</summary>
    private static string Shape(string text, char element, char end) =>
        string.Join(' ', text.Split(end).Select(s => s.Count(c => c == element)));
}
