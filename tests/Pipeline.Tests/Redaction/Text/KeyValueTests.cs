using PhiLens.Pipeline.Redaction;

namespace PhiLens.Pipeline.Tests.Redaction.Text;

public sealed class KeyValueTests : IDisposable
{
    private readonly TextBench _bench = new();

    [Theory]
    [InlineData("ssn=234567890 status=ok", "ssn=[REDACTED:ssn] status=ok")]
    [InlineData("SSN: 234567890, next", "SSN: [REDACTED:ssn], next")]
    [InlineData("mrn=\"va lue\" x=1", "mrn=\"[REDACTED:mrn]\" x=1")]
    [InlineData("{\"mrn\":\"A1\",\"x\":", "{\"mrn\":\"[REDACTED:mrn]\",\"x\":")]
    [InlineData("body={\\\"mrn\\\":\\\"A1\\\",\\\"x\\\":1}", "body={\\\"mrn\\\":\\\"[REDACTED:mrn]\\\",\\\"x\\\":1}")]
    [InlineData("x {\\\\\\\"mrn\\\\\\\":\\\\\\\"A1\\\\\\\"}", "x {\\\\\\\"mrn\\\\\\\":\\\\\\\"[REDACTED:mrn]\\\\\\\"}")]
    [InlineData("/find?mrn=77&page=2", "/find?mrn=[REDACTED:mrn]&page=2")]
    [InlineData("name=Maria Garcia age=44", "name=[REDACTED:name] age=44")]
    [InlineData("name=maria garcia age=44", "name=[REDACTED:name] age=44")]
    [InlineData("name=Maria age=44", "name=[REDACTED:name] age=44")]
    [InlineData("name=Maria logged in", "name=[REDACTED:name] logged in")]
    [InlineData("name=O'Brien, level=5", "name=[REDACTED:name], level=5")]
    [InlineData("name: Garcia, Maria DOB: 3/12/1950", "name: [REDACTED:name] DOB: [REDACTED:date]")]
    [InlineData("Patient { Name = Maria Garcia, Ssn = 123-45-6789, Dob = 3/12/1950 12:00:00 AM, Level = 3 }",
        "Patient { Name = [REDACTED:name], Ssn = [REDACTED:ssn], Dob = [REDACTED:date], Level = 3 }")]
    [InlineData("[@ssn='234567890' (Size = 9), @x='1']", "[@ssn='[REDACTED:ssn]' (Size = 9), @x='1']")]
    [InlineData("WHERE mrn = N'A1' AND x = 1", "WHERE mrn = N'[REDACTED:mrn]' AND x = 1")]
    [InlineData("name='O''Brien' x", "name='[REDACTED:name]' x")]
    [InlineData("Authorization: Bearer abc.def\nHost: x", "Authorization: [REDACTED:secret]\nHost: x")]
    [InlineData("<person mrn=\"A1\"/><ssn>234567890</ssn>", "<person mrn=\"[REDACTED:mrn]\"/><ssn>[REDACTED:ssn]</ssn>")]
    [InlineData("<birthDate value=\"1950-03-12\"/>", "<birthDate value=\"[REDACTED:date]\"/>")]
    [InlineData("<v2:family lang=\"en\">garcia</v2:family>", "<v2:family lang=\"en\">[REDACTED:name]</v2:family>")]
    [InlineData("Date of Birth: 12 Mar 1950 Sex: F", "Date of Birth: [REDACTED:date] Sex: F")]
    [InlineData("Social Security Number: none", "Social Security Number: none")]
    [InlineData("patient.ssn=1234", "patient.ssn=[REDACTED:ssn]")]
    [InlineData("address=12 Main St, Boston, MA 02139 level=5", "address=[REDACTED:zip] level=5")]
    [InlineData("address: 12 main st; level: 5", "address: [REDACTED:streetaddress]; level: 5")]
    [InlineData("phone: (617) 555-0123 level: 5", "phone: [REDACTED:phone] level: 5")]
    [InlineData("mrn=1234 5678 9012 then", "mrn=[REDACTED:mrn] then")]
    [InlineData("given: [\"Maria\", \"Ana\"], level", "given: [\"[REDACTED:name]\", \"[REDACTED:name]\"], level")]
    [InlineData("form[ssn]=1234&x=1", "form[ssn]=[REDACTED:ssn]&x=1")]
    [InlineData("\"mrn\" => \"A1\"", "\"mrn\" => \"[REDACTED:mrn]\"")]
    [InlineData("mrn=\"cut off", "mrn=\"[REDACTED:mrn]")]
    [InlineData("password=p%40ss!word;x=1", "password=[REDACTED:secret];x=1")]
    [InlineData("mrn=null ssn: none", "mrn=null ssn: none")]
    [InlineData("10:22:33 mrn::x a==b File name: My Document", "10:22:33 mrn::x a==b File name: My Document")]
    public void Claims_exactly_the_value_of_a_name(string text, string expected) =>
        Assert.Equal(expected, _bench.Redact("- " + text)[2..]);

    [Theory]
    [InlineData("contact=6175550123", "phone:6175550123")]
    [InlineData("identifier: 234567890", "ssn:234567890", "mrn:234567890")]
    public void Looks_at_a_value_with_what_its_name_says(string text, params string[] expected) =>
        Assert.Equal(expected.Order(), _bench.Found(text).Order());

    [Fact]
    public void Looks_at_a_value_with_what_its_caller_knows()
    {
        Assert.Equal(["phone:6175550123"], _bench.Found("6175550123", Hints.Of(Detector.Phone)));
        Assert.Equal(["name:GARCIA"], _bench.Found("GARCIA", Hints.Of(Detector.Name)));
        Assert.Equal(["date:1950-03-12"], _bench.Found("1950-03-12", Hints.Of(Detector.Date)));
        Assert.Empty(_bench.Found("1950", Hints.Of(Detector.Date)));
        Assert.Empty(_bench.Found("89", Hints.Of(Detector.Age)));
        Assert.Equal(["age:90"], _bench.Found("90", Hints.Of(Detector.Age)));
    }

    [Fact]
    public void Claims_of_one_text_do_not_hide_those_of_the_next() => Assert.Equal(
        "{\"a\":\"ssn [REDACTED:ssn]\",\"b\":\"ssn [REDACTED:ssn]\"}",
        _bench.Redact("{\"a\":\"ssn 234567890\",\"b\":\"ssn 234567891\"}"));

    public void Dispose() => _bench.Dispose();
}
