using System.Text;
using PhiLens.Sidecar.Commands.Decrypting;

namespace PhiLens.Sidecar.Tests.Commands.Decrypting;

public sealed class JsonPlaceTests
{
    [Theory]
    [InlineData("plain text ", "a\"b", "a\"b")]
    [InlineData("said \"hello\" to ", "a\"b", "a\"b")]
    [InlineData("{\"n\":\"", "a\"b\\c\nd", "a\\\"b\\\\c\\u000ad")]
    [InlineData("{\"n\":\"Zoë ", "a\"b", "a\\\"b")]
    [InlineData("{\"log\":\"{\\\"n\\\":\\\"", "a\"b", "a\\\\\\\"b")]
    [InlineData("{\"n\":\"", "nothing to escape", "nothing to escape")]
    public void A_value_is_escaped_as_its_place_needs(string before, string value, string fitting) =>
        Assert.Equal(
            fitting,
            Encoding.UTF8.GetString(JsonPlace.Fit(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(value))));
}
