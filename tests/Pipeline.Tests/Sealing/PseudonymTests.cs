using System.Text;
using PhiLens.Pipeline.Sealing;

namespace PhiLens.Pipeline.Tests.Sealing;

public sealed class PseudonymTests
{
    private static readonly byte[] Root = Enumerable.Range(0, 32).Select(n => (byte)n).ToArray();

    [Theory]
    [InlineData("ssn", "123-45-6789", "123456789")]
    [InlineData("ssn", "123-45-6789", "123 45 6789")]
    [InlineData("phone", "(555) 123-4567", "555.123.4567")]
    [InlineData("mbi", "1EG4-TE5-MK73", "1eg4te5mk73")]
    [InlineData("mrn", "MRN 00-12", "mrn0012")]
    [InlineData("email", "Jane.Doe@Example.ORG", " jane.doe@example.org ")]
    [InlineData("name", "Jane  van Dyke", "JANE VAN\tDYKE")]
    [InlineData("name", "ZOË ÄRGER", "zoë ärger")]
    public void Spellings_of_one_value_have_one_pseudonym(string type, string one, string other) =>
        Assert.Equal(Of(type, one), Of(type, other));

    [Theory]
    [InlineData("ssn", "123-45-6789", "ssn", "123-45-6780")]
    [InlineData("ssn", "123456789", "phone", "123456789")]
    [InlineData("mrn", "A12", "mrn", "B12")]
    [InlineData("name", "Jane Doe", "name", "JaneDoe")]
    [InlineData("ssn", "unknown", "ssn", "none")]
    public void Other_values_and_other_types_have_other_pseudonyms(
        string type, string value, string otherType, string other) =>
        Assert.NotEqual(Of(type, value)[^22..], Of(otherType, other)[^22..]);

    [Fact]
    public void Tasks_with_one_root_key_agree_and_others_do_not()
    {
        string here = Of("ssn", "123-45-6789");

        Assert.Equal(here, Of("ssn", "123-45-6789"));
        Assert.NotEqual(here, Of("ssn", "123-45-6789", [.. Root.Reverse()]));
        Assert.Matches("^LT1\\.ssn\\.[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{22}$", here);
    }

    [Fact]
    public void Long_values_count_to_their_end()
    {
        string text = new('x', 5000);

        Assert.NotEqual(Of("note", text + "a"), Of("note", text + "b"));
        Assert.Equal(Of("note", text + " a"), Of("note", text + "   A"));
    }

    private static string Of(string type, string value, byte[]? root = null)
    {
        using Pseudonymiser pseudonymiser = new(root ?? Root);
        byte[] token = new byte[128];
        int length = pseudonymiser.Write(Encoding.ASCII.GetBytes(type), Encoding.UTF8.GetBytes(value), token);
        return Encoding.ASCII.GetString(token, 0, length);
    }
}
