using System.Text;
using System.Xml;
using System.Xml.Linq;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Structures.Xml;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

public sealed class XmlWalkerTests : IDisposable
{
    private readonly StructureBench _bench = new();

    [Fact]
    public void Redacts_a_fhir_patient_and_keeps_what_identifies_nobody() => Assert.Equal(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Patient xmlns="http://hl7.org/fhir">
          <id value="[REDACTED:id]"/><meta><versionId value="3"/></meta>
          <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>[REDACTED:note]</p></div></text>
          <identifier><use value="usual"/><system value="urn:oid:1.2.36"/><value value="[REDACTED:id]"/></identifier>
          <active value="true"/>
          <name><use value="official"/><family value="[REDACTED:name]"/><given value='[REDACTED:name]'/></name>
          <telecom><system value="phone"/><value value="[REDACTED:phone]"/></telecom>
          <gender value="male"/><birthDate value="1961"/>
          <address><line value="[REDACTED:address]"/><city value="[REDACTED:address]"/><state value="NC"/>
            <postalCode value="274**"/></address>
          <managingOrganization><reference value="Organization/1"/></managingOrganization>
        </Patient>
        """, Redact(Documents.Patient));

    [Fact]
    public void Redacts_the_record_target_of_a_clinical_document() => Assert.Equal(
        """
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"><effectiveTime value="20240501"/>
        <recordTarget><patientRole><id extension="[REDACTED:mrn]" root="2.16.840.1"/>
        <addr use="HP"><streetAddressLine>[REDACTED:address]</streetAddressLine><city>[REDACTED:address]</city><state>NC</state>
        <postalCode>274**</postalCode></addr><telecom value="[REDACTED:phone]" use="HP"/>
        <patient><name><given>[REDACTED:name]</given><given>[REDACTED:name]</given><family>[REDACTED:name]</family></name>
        <administrativeGenderCode code="M"/><birthTime value="1961"/><sdtc:deceasedTime value="2024"/></patient>
        <providerOrganization><name>Good Health</name></providerOrganization></patientRole></recordTarget>
        <author><assignedAuthor><id extension="1234567893" root="2.16.840.1.113883.4.6"/><assignedPerson><name>[REDACTED:name]</name>
        </assignedPerson></assignedAuthor></author></ClinicalDocument>
        """, Redact(Documents.Ccda));

    [Theory]
    [InlineData("<a><ssn>123-12-1234</ssn></a>", "<a><ssn>[REDACTED:ssn]</ssn></a>")]
    [InlineData("<a><x:SSN> 123121234 </x:SSN></a>", "<a><x:SSN> [REDACTED:ssn] </x:SSN></a>")]
    [InlineData("<a ssn='123121234' b=\"2\"/>", "<a ssn='[REDACTED:ssn]' b=\"2\"/>")]
    [InlineData("<ssn value=\"1\"/>", "<ssn value=\"[REDACTED:ssn]\"/>")]
    [InlineData("<ssn><![CDATA[123121234]]></ssn>", "<ssn><![CDATA[[REDACTED:ssn]]]></ssn>")]
    [InlineData("<ssn><part>123</part>-<part>12</part></ssn>",
        "<ssn><part>[REDACTED:ssn]</part>[REDACTED:ssn]<part>[REDACTED:ssn]</part></ssn>")]
    [InlineData("<ssn>&#49;23&amp;12</ssn>", "<ssn>[REDACTED:ssn]</ssn>")]
    [InlineData("<ssn/><b>x</b>", "<ssn/><b>x</b>")]
    [InlineData("<!-- c --><a><ssn>1</ssn><!-- <ssn>2</ssn> --></a>",
        "<!-- c --><a><ssn>[REDACTED:ssn]</ssn><!-- <ssn>[REDACTED:ssn]</ssn> --></a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a><ssn>1</ssn></a>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a><ssn>[REDACTED:ssn]</ssn></a>")]
    public void Claims_elements_and_attributes_by_name(string text, string expected) => Assert.Equal(expected, Redact(text));

    [Theory]
    [InlineData("<a><b></a></b>")]
    [InlineData("<a b></a>")]
    [InlineData("<a b=c></a>")]
    [InlineData("<a b='<'></a>")]
    [InlineData("<a>1 < 2</a>")]
    [InlineData("</a>")]
    [InlineData("<a/")]
    [InlineData("<init> is a constructor")]
    [InlineData("text")]
    public void What_is_malformed_claims_nothing(string text)
    {
        Assert.Null(_bench.Redact(XmlWalker.TryWalk, text.Replace("b", "ssn", StringComparison.Ordinal), out int consumed));
        Assert.Equal(0, consumed);
        Assert.Equal(0, _bench.Pass.Edits.Count);
    }

    [Fact]
    public void A_document_that_is_cut_off_is_redacted_up_to_its_end()
    {
        foreach (string document in Documents.Texts)
        {
            for (int length = document.IndexOf('>') + 40; length < document.Length; length++)
            {
                string? redacted = _bench.Redact(XmlWalker.TryWalk, document[..length], out int consumed);
                Assert.NotNull(redacted);
                Assert.Equal(length, consumed);
                Assert.DoesNotContain("Everyman", redacted, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void Elements_deeper_than_the_limit_are_left_to_the_text(int depth, bool isWalked)
    {
        string text = string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

        Assert.Equal(isWalked, _bench.Redact(XmlWalker.TryWalk, text) is not null);
    }

    [Theory]
    [InlineData("got <a>1</a>", 4)]
    [InlineData("<34>1 2003 <?xml version='1.0'?><a/>", 11)]
    [InlineData("a < b && c > d", -1)]
    [InlineData("List<String> names", -1)]
    [InlineData("Foo.<init>(Foo.java:12)", -1)]
    [InlineData("<", -1)]
    [InlineData("", -1)]
    public void Finds_an_element_in_a_line(string text, int expected) =>
        Assert.Equal(expected, XmlWalker.Find(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void What_stands_behind_the_root_is_left_to_the_caller()
    {
        _bench.Redact(XmlWalker.TryWalk, "<a><b/></a> rest", out int consumed);

        Assert.Equal("<a><b/></a>".Length, consumed);
    }

    [Theory]
    [InlineData(RedactionAction.Erase)]
    [InlineData(RedactionAction.Mask)]
    [InlineData(RedactionAction.Zip3)]
    public void Redacted_documents_stay_well_formed_whatever_was_done_to_them(RedactionAction action)
    {
        using var bench = new StructureBench(action);
        var random = new Random(42);
        int walked = 0;
        for (int round = 0; round < 3_000; round++)
        {
            string text = Mutation.Of(Documents.Texts[round % Documents.Texts.Length], random);
            if (bench.Redact(XmlWalker.TryWalk, text, out int consumed) is not { } redacted)
            {
                continue;
            }

            Assert.InRange(consumed, 1, text.Length);
            Assert.Equal(redacted, bench.Redact(XmlWalker.TryWalk, redacted));
            if (IsWellFormed(text))
            {
                walked++;
                Assert.True(IsWellFormed(redacted), redacted);
            }
        }

        Assert.True(walked > 100);
    }

    [Fact]
    public void Walking_takes_no_memory()
    {
        byte[] text = Encoding.Latin1.GetBytes("<a ssn='1'><b>text &amp; more</b><ssn>123&#45;12</ssn></a>");
        Walk(text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Walk(text);

        // The keys of the bench make one string for each of the six names, and another in lower case.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12 * 48);
    }

    [Theory]
    [InlineData("addr/city", true)]
    [InlineData("patientRole/id/@extension", true)]
    [InlineData("@extension", true)]
    [InlineData("a/@b/c", false)]
    [InlineData("a//b", false)]
    [InlineData("a/b@c", false)]
    [InlineData("", false)]
    public void Reads_selectors(string text, bool isRight) => Assert.Equal(isRight, CdaSelector.Parse(text) is not null);

    public void Dispose() => _bench.Dispose();

    private void Walk(byte[] text)
    {
        _bench.Pass.Begin(_bench.Rules);
        Assert.True(XmlWalker.TryWalk(_bench.Pass, text, out _));
    }

    private string? Redact(string text) => _bench.Redact(XmlWalker.TryWalk, text);

    private static bool IsWellFormed(string text)
    {
        try
        {
            _ = XDocument.Parse(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
