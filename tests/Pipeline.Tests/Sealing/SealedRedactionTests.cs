using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Policies;
using PhiLens.Pipeline.Sealing;
using PhiLens.Pipeline.Tests.Doubles;
using PhiLens.Pipeline.Tests.Redaction;

namespace PhiLens.Pipeline.Tests.Sealing;

/// <summary>Tokens in every structure: it stays valid, and no policy does anything to a token again.</summary>
public sealed partial class SealedRedactionTests : IAsyncLifetime, IDisposable
{
    private const string Rules = """
        {"fields":"common","action":"encrypt"},{"fields":"hl7-v2","action":"encrypt"},
        {"detector":["ssn","mbi","card","phone","mrn","npi"],"action":"encrypt"},
        {"detector":"email","action":"pseudonym"},{"key":"token_of_mine","action":"encrypt","scope":"other"}
        """;

    private readonly InMemoryKeys _keys = new();
    private readonly FieldCipher _cipher;
    private readonly RedactorBench _sealing;
    private readonly RedactorBench _preset = new(RedactionPolicy.Phi);

    public SealedRedactionTests()
    {
        var setup = new SealingSetup(canEncrypt: true, canPseudonymise: true);
        PolicyResult policy = RedactionPolicy.Read(Encoding.UTF8.GetBytes($"{{\"rules\":[{Rules}]}}"), setup);
        Assert.Empty(policy.Errors);
        _cipher = new FieldCipher(
            new SealingOptions { Scopes = setup.Scopes, RootKey = new byte[1] }, _keys, _keys, new FakeTimeProvider());
        _sealing = new RedactorBench(policy.Policy!, _cipher);
    }

    public static TheoryData<string> Records =>
    [
        """{"ssn":"123-45-6789","n":1,"patient":{"name":"Jane \"Q\" Doe","mrn":12345678}}""",
        """{"msg":"patient with SSN 123-45-6789 and jane.doe@example.com called from (555) 234-5678"}""",
        """{"log":"{\"ssn\":\"123-45-6789\",\"email\":\"jane.doe@example.com\"}"}""",
        "level=info ssn=123-45-6789 email=jane.doe@example.com msg=\"phone 555-234-5678, done\"",
        "GET /patients?ssn=123-45-6789&email=jane.doe%40example.com&page=2 HTTP/1.1",
        "SSN: 123-45-6789, MRN: 12345678. Next.",
        "id,ssn,email\n1,123-45-6789,jane.doe@example.com",
        "<patient ssn=\"123-45-6789\"><email>jane.doe@example.com</email></patient>",
        "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5\rPID|1||12345678^^^H^MR||Doe^Jane||19700101|F|||1 Main St",
    ];

    public async ValueTask InitializeAsync() => await _cipher.StartAsync(new Dictionary<string, string>());

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _cipher.DisposeAsync();
    }

    public void Dispose()
    {
        _sealing.Dispose();
        _preset.Dispose();
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void What_was_sealed_once_is_not_touched_again(string record)
    {
        string once = _sealing.Redact(record);

        Assert.Matches(Token(), once);
        Assert.DoesNotContain("123-45-6789", once, StringComparison.Ordinal);
        Assert.Equal(once, _sealing.Redact(once));
        Assert.Equal(Tokens(once), Tokens(_preset.Redact(once)));
        if (record[0] == '{')
        {
            JsonDocument.Parse(once).Dispose();
        }
    }

    [Fact]
    public void Another_task_s_pseudonym_and_the_same_one_are_equal()
    {
        string one = _sealing.Redact("mail to jane.doe@example.com now");

        Assert.Equal(one, _sealing.Redact("mail to Jane.Doe@EXAMPLE.com now"));
        Assert.Contains("LT1.email.", one, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_looks_like_a_token_is_redacted_like_any_text()
    {
        const string Forged = "LE1.ssn.AAAAAAAAAAA.123-45-6789 and LE1. 123-45-6789";

        Assert.DoesNotContain("123-45-6789", _preset.Redact(Forged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_value_is_erased()
    {
        var setup = new SealingSetup(canEncrypt: true, canPseudonymise: true);
        PolicyResult policy = RedactionPolicy.Read(
            """{"rules":[{"key":"ssn","action":"encrypt"},{"key":"mrn","action":"pseudonym"}]}"""u8, setup);
        await using FieldCipher unstarted = new(
            new SealingOptions { Scopes = setup.Scopes }, _keys, _keys, new FakeTimeProvider());
        using RedactorBench shut = new(policy.Policy!, unstarted);

        Assert.Equal(
            """{"ssn":"[REDACTED:ssn]","mrn":"[REDACTED:mrn]"}""", shut.Redact("""{"ssn":"1-2","mrn":"17"}"""));
        Assert.Equal(2, unstarted.Erased);
    }

    private static string[] Tokens(string text) => [.. Token().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"LE1\.[a-z0-9_-]+\.[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{39,}\.|LT1\.[a-z0-9_-]+\.[A-Za-z0-9_-]{34}")]
    private static partial Regex Token();
}
