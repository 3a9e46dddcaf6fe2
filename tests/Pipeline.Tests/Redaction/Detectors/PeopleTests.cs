using PhiLens.Pipeline.Tests.Redaction.Text;

namespace PhiLens.Pipeline.Tests.Redaction.Detectors;

public sealed class PeopleTests : IDisposable
{
    private readonly TextBench _bench = new();

    [Theory]
    [InlineData("born 1950-03-12 in", "date:1950-03-12")]
    [InlineData("DOB 3/12/1950", "date:3/12/1950")]
    [InlineData("(dob 03/12/50)", "date:03/12/50")]
    [InlineData("born on 12 Mar 1950", "date:12 Mar 1950")]
    [InlineData("born March 12, 1950.", "date:March 12, 1950")]
    [InlineData("born 12th of March 1950", "date:12th of March 1950")]
    [InlineData("birth 12-MAR-1950", "date:12-MAR-1950")]
    [InlineData("birthdate 19500312", "date:19500312")]
    [InlineData("born 12.03.1950", "date:12.03.1950")]
    [InlineData("born 03/1950", "date:03/1950")]
    [InlineData("admitted to ward 3 on 2026-02-01 10:30", "date:2026-02-01 10:30")]
    [InlineData("discharged 2026-02-01T10:30:00Z", "date:2026-02-01T10:30:00Z")]
    [InlineData("1950-03-12 (DOB)", "date:1950-03-12")]
    [InlineData("age 93", "age:93")]
    [InlineData("aged 101 years", "age:101")]
    [InlineData("a 93-year-old woman", "age:93")]
    [InlineData("95 y/o", "age:95")]
    [InlineData("95yo male", "age:95")]
    [InlineData("zip 02139", "zip:02139")]
    [InlineData("zip code: 02139-1234", "zip:02139-1234")]
    [InlineData("Boston, MA 02139", "zip:02139")]
    [InlineData("lives at 12 Main St now", "streetaddress:12 Main St")]
    [InlineData("350 5th Ave, Apt 4B", "streetaddress:350 5th Ave, Apt 4B")]
    [InlineData("7 N. Elm Court", "streetaddress:7 N. Elm Court")]
    [InlineData("221B Baker Street", "streetaddress:221B Baker Street")]
    [InlineData("to PO Box 123", "streetaddress:PO Box 123")]
    [InlineData("P.O. Box 4567", "streetaddress:P.O. Box 4567")]
    [InlineData("1600 Pennsylvania Avenue NW", "streetaddress:1600 Pennsylvania Avenue NW")]
    [InlineData("ship to MA 02139, carrier", "zip:02139")]
    [InlineData("Boston MA 02139", "zip:02139")]
    [InlineData("to OR 97201-1234", "zip:97201-1234")]
    [InlineData("message from member Maria Garcia: please call", "name:Maria Garcia")]
    [InlineData("from member Garcia, Maria: please call", "name:Garcia, Maria")]
    [InlineData("seen by Dr. Chen", "name:Chen")]
    [InlineData("Mr. James O'Brien called", "name:James O'Brien")]
    [InlineData("Mrs Maria de la Cruz", "name:Maria de la Cruz")]
    [InlineData("Patient Maria Garcia admitted", "name:Maria Garcia")]
    [InlineData("patient: Garcia, Maria", "name:Garcia, Maria")]
    [InlineData("patient: MARIA GARCIA", "name:MARIA GARCIA")]
    [InlineData("Member John Q. Public enrolled", "name:John Q. Public")]
    [InlineData("name is Maria Garcia", null)]
    [InlineData("patient name is Maria Garcia", "name:Maria Garcia")]
    [InlineData("next of kin Anne-Marie Müller", "name:Anne-Marie Müller")]
    public void Finds_what_says_who_and_when(string text, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], _bench.Found(text));

    [Fact]
    public void Finds_a_whole_address() => Assert.Equal(
        ["streetaddress:12 Main St, Apt 3, Boston", "zip:02139"],
        _bench.Found("shipped to 12 Main St, Apt 3, Boston, MA 02139 today"));

    [Theory]
    [InlineData("2026-11-25 10:00:00 dob missing")]
    [InlineData("2026-11-25 10:00:00 INFO Patient admitted")]
    [InlineData("born 1950")]
    [InlineData("dob: [REDACTED:dob] updated 2026-01-01")]
    [InlineData("dob 1950 updated 2026-01-01")]
    [InlineData("due 2026-02-01")]
    [InlineData("age 42")]
    [InlineData("age 90+")]
    [InlineData("max-age=95s page 95 of 120")]
    [InlineData("Cache-Control: max-age=120000")]
    [InlineData("user ID 12345, IN 12345")]
    [InlineData("zip 021**")]
    [InlineData("unzip 02139 files")]
    [InlineData("OK 20000 rows; PR 12345; ID 54321")]
    [InlineData("Patient Maria: 5")]
    [InlineData("10:22:01 INFO Starting Job Way Ahead")]
    [InlineData("[12] Retry Loop in 5 s")]
    [InlineData("3 Retry attempts St")]
    [InlineData("Patient Portal Service started")]
    [InlineData("Patient Record Not Found")]
    [InlineData("patient loaded from cache")]
    [InlineData("Provider Microsoft.Data.SqlClient failed")]
    [InlineData("ConsoleLoggerProvider Started Up")]
    [InlineData("file name: My Document")]
    [InlineData("host_name=Web Server")]
    [InlineData("MS SQL Server is DR Ready")]
    [InlineData("Member Claims Processing Completed")]
    public void Leaves_what_says_nothing_of_anyone(string text) => Assert.Empty(_bench.Found(text));

    public void Dispose() => _bench.Dispose();
}
