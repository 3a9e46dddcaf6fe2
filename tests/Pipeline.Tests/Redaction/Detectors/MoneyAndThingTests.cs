using PhiLens.Pipeline.Tests.Redaction.Text;

namespace PhiLens.Pipeline.Tests.Redaction.Detectors;

public sealed class MoneyAndThingTests : IDisposable
{
    private readonly TextBench _bench = new();

    [Theory]
    [InlineData("paid 4111111111111111 ok", "card:4111111111111111")]
    [InlineData("4111-1111-1111-1111", "card:4111-1111-1111-1111")]
    [InlineData("4111 1111 1111 1111.", "card:4111 1111 1111 1111")]
    [InlineData("378282246310005", "card:378282246310005")]
    [InlineData("3782 822463 10005", "card:3782 822463 10005")]
    [InlineData("5555555555554444", "card:5555555555554444")]
    [InlineData("2223003122003222", "card:2223003122003222")]
    [InlineData("6011111111111117", "card:6011111111111117")]
    [InlineData("30569309025904", "card:30569309025904")]
    [InlineData("3056 930902 5904", "card:3056 930902 5904")]
    [InlineData("4222222222222", "card:4222222222222")]
    [InlineData("card 6304000000000000000", null)]
    [InlineData("card 4000000000000000006", "card:4000000000000000006")]
    [InlineData("to GB82WEST12345698765432", "iban:GB82WEST12345698765432")]
    [InlineData("GB82 WEST 1234 5698 7654 32 sent", "iban:GB82 WEST 1234 5698 7654 32")]
    [InlineData("DE89370400440532013000", "iban:DE89370400440532013000")]
    [InlineData("routing 021000021", "bank:021000021")]
    [InlineData("VIN 1HGCM82633A004352", "vin:1HGCM82633A004352")]
    [InlineData("1M8GDM9AXKP042788 parked", "vin:1M8GDM9AXKP042788")]
    [InlineData("(01)00844588003288(17)141120(21)1234AB", "device:(01)00844588003288(17)141120(21)1234AB")]
    [InlineData("UDI +A99912345/$$52001510X3", "device:+A99912345/$$52001510X3")]
    [InlineData("serial number SN1234567", "device:SN1234567")]
    public void Finds_numbers_by_their_check_digit(string text, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], _bench.Found(text));

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("41111111111111111")]
    [InlineData("4111-1111-1111-1112")]
    [InlineData("1234567812345670")]
    [InlineData("4000000000000000006")]
    [InlineData("blk_4000000000000000006")]
    [InlineData("0000000000000000")]
    [InlineData("4111 1111 1111 1111 1111")]
    [InlineData("x4111111111111111")]
    [InlineData("4111111111111111*")]
    [InlineData("GB82WEST12345698765433")]
    [InlineData("GB82WEST123456987654321")]
    [InlineData("XX82WEST12345698765432")]
    [InlineData("021000021")]
    [InlineData("routing 021000022")]
    [InlineData("1HGCM82633A004353")]
    [InlineData("11111111111111111")]
    [InlineData("1HGCM82633A0043521")]
    [InlineData("(01)00844588003289(21)1234AB")]
    [InlineData("New USB device strings: Mfr=3, Product=2, SerialNumber=1")]
    [InlineData("usb usb1: SerialNumber: 0000:00:14.0")]
    [InlineData("1764066147123 1764066147123456 1764066147123456789")]
    public void Leaves_what_fails_its_check(string text) => Assert.Empty(_bench.Found(text));

    public void Dispose() => _bench.Dispose();
}
