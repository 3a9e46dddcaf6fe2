using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Sealing;

public sealed class SealedTokenTests
{
    private const string Encrypted =
        "LE1.ssn.AAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.";

    private const string Pseudonym = "LT1.mrn.AAAAAAAAAAA.CCCCCCCCCCCCCCCCCCCCCC";

    [Theory]
    [InlineData(Encrypted)]
    [InlineData(Pseudonym)]
    public void A_token_is_read_whatever_follows_it(string text)
    {
        foreach (string behind in (string[])["", " ", "\"", ".", "-x", "_1", "A", "&b=1", "LE1."])
        {
            Assert.True(SealedToken.TryRead(Encoding.ASCII.GetBytes(text + behind), out SealedToken token));
            Assert.Equal(text.Length, token.Length);
            Assert.Equal(text[..3] == "LT1", token.IsPseudonym);
            Assert.Equal(text[4..7], text[token.Type]);
            Assert.Equal("AAAAAAAAAAA", text[token.KeyId]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("LE1.")]
    [InlineData("LE1.ssn")]
    [InlineData("LE1.ssn.AAAAAAAAAAA.BBBB.")]
    [InlineData("LE1.ssn.AAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB")]
    [InlineData("LE1.ssn.AAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.")]
    [InlineData("LE1..AAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.")]
    [InlineData("LE1.SSN.AAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.")]
    [InlineData("LE1.ssn.AAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.")]
    [InlineData("LE1.ssn.AAAAA AAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.")]
    [InlineData("LT1.mrn.AAAAAAAAAAA.CCCCCCCCCCCCCCCCCCCCC")]
    public void What_is_cut_or_of_another_form_is_no_token(string text) =>
        Assert.False(SealedToken.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Random_bytes_are_never_an_error()
    {
        var dice = new Random(1);
        byte[] seed = Encoding.ASCII.GetBytes(Encrypted + Pseudonym);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] text = [.. seed];
            for (int j = dice.Next(4); j >= 0; j--)
            {
                text[dice.Next(text.Length)] = (byte)dice.Next(256);
            }

            int from = dice.Next(text.Length);
            if (SealedToken.TryRead(text.AsSpan(from, dice.Next(text.Length - from)), out SealedToken token))
            {
                Assert.InRange(token.Length, 42, text.Length - from);
            }
        }
    }
}
