using System.Text.RegularExpressions;
using PhiLens.Bench.Corpora.Numbers;

namespace PhiLens.Corpora.Tests;

public sealed class CheckDigitTests
{
    private const int Draws = 2000;

    /// <summary>Numbers that the issuers' own documents give as samples.</summary>
    [Fact]
    public void Published_samples_have_their_check_digits()
    {
        Assert.Equal('3', CheckDigits.Npi("123456789"));
        Assert.Equal('1', CheckDigits.Luhn("411111111111111"));
        Assert.Equal('5', CheckDigits.Luhn("37828224631000"));
        Assert.Equal('3', CheckDigits.Dea("123456"));
        Assert.Equal('1', CheckDigits.Aba("02100002"));
        Assert.Equal("82", CheckDigits.Iban("GB", "WEST12345698765432"));
        Assert.Equal("89", CheckDigits.Iban("DE", "370400440532013000"));
        Assert.Equal('X', CheckDigits.Vin("1M8GDM9A0KP042788"));
        Assert.Equal('1', CheckDigits.Vin("11111111011111111"));
        Assert.Equal('6', CheckDigits.Gtin("0061414199999"));
        Assert.Equal('G', CheckDigits.Hibc("+A123BJC5D6E71"));
    }

    [Fact]
    public void Every_drawn_number_has_the_form_that_is_issued()
    {
        var dice = new Dice(3);
        for (int i = 0; i < Draws; i++)
        {
            Assert.Matches("^(?!000|666|9)[0-9]{3}(?!00)[0-9]{2}(?!0000)[0-9]{4}$", PersonNumbers.Ssn(dice));
            Assert.Matches("^(?!000|666|9|0)[0-9]{3}(?!00)[0-9]{2}(?!0000)[0-9]{4}$", PersonNumbers.SsnAsNumber(dice));
            Assert.Matches("^9[0-9]{2}(5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])[0-9]{4}$", PersonNumbers.Itin(dice));
            Assert.Matches(
                "^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9]"
                + "[AC-HJKMNP-RT-Y]{2}[0-9]{2}$",
                PersonNumbers.Mbi(dice));
            Assert.Matches("^[2-9](?!11)[0-9]{2}[2-9](?!11)[0-9]{2}[0-9]{4}$", PersonNumbers.Phone(dice));
        }
    }

    [Fact]
    public void Every_drawn_number_passes_its_check()
    {
        var dice = new Dice(4);
        for (int i = 0; i < Draws; i++)
        {
            Assert.Equal(0, LuhnSum("80840" + OtherNumbers.Npi(dice)));
            Assert.Equal(0, LuhnSum(OtherNumbers.Card(dice)));
            Assert.Equal(0, AbaSum(OtherNumbers.Aba(dice)));
            Assert.True(IsDea(OtherNumbers.Dea(dice, 'K')));
            Assert.Equal(1, Mod97(OtherNumbers.Iban(dice)));
            Match udi = Regex.Match(OtherNumbers.UdiGs1(dice), @"^\(01\)(\d{14})\(");
            Assert.Equal(0, GtinSum(udi.Groups[1].Value));
            string vin = OtherNumbers.Vin(dice);
            Assert.Equal(CheckDigits.Vin(vin), vin[8]);
        }
    }

    private static int LuhnSum(string number) => number.Reverse()
        .Select((c, i) => (c - '0') * (i % 2 + 1))
        .Sum(n => n / 10 + n % 10) % 10;

    private static int AbaSum(string nine) => nine.Select((c, i) => (c - '0') * new[] { 3, 7, 1 }[i % 3]).Sum() % 10;

    private static int GtinSum(string fourteen) =>
        fourteen.Select((c, i) => (c - '0') * (i % 2 == 0 ? 3 : 1)).Sum() % 10;

    private static bool IsDea(string dea)
    {
        int[] d = [.. dea[2..].Select(c => c - '0')];
        return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6];
    }

    /// <summary>Digit by digit, the country and check digits moved behind the account.</summary>
    private static int Mod97(string iban) => (iban[4..] + iban[..4])
        .Select(c => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10)
        .Aggregate(0, (rest, value) => (rest * (value > 9 ? 100 : 10) + value) % 97);
}
