using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Cli;

/// <summary>KMS as botocore's model of it sees it.</summary>
[Trait("Needs", "aws-cli")]
public sealed class AwsCliKmsTests : IAsyncLifetime
{
    private const string Alias = "alias/philens";

    private RunningServer _running = null!;
    private AwsCli _aws = null!;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningServer.StartAsync();
        _aws = new AwsCli(_running, "kms");
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task Opens_a_data_key_with_its_context_and_with_no_other()
    {
        var made = await _aws.JsonAsync(
            "generate-data-key", "--key-id", Alias, "--key-spec", "AES_256", "--encryption-context", "scope=clinical");
        var blob = made["CiphertextBlob"]!.ToString();

        var opened = await _aws.JsonAsync([.. Decrypt(blob), "--encryption-context", "scope=clinical"]);
        await RefusedAsync("InvalidCiphertextException", [.. Decrypt(blob), "--encryption-context", "scope=billing"]);
        await RefusedAsync("InvalidCiphertextException", Decrypt(blob));

        Assert.Equal(32, Convert.FromBase64String(made["Plaintext"]!.ToString()).Length);
        Assert.Equal(made["Plaintext"]!.ToString(), opened["Plaintext"]!.ToString());
        Assert.Equal(made["KeyId"]!.ToString(), opened["KeyId"]!.ToString());
    }

    [Fact]
    public async Task Makes_a_root_key_that_nobody_sees()
    {
        var made = await _aws.JsonAsync(
            "generate-data-key-without-plaintext", "--key-id", Alias, "--number-of-bytes", "64");
        var opened = await _aws.JsonAsync(Decrypt(made["CiphertextBlob"]!.ToString()));
        var encrypted = await _aws.JsonAsync(
            "encrypt", "--key-id", Alias, "--cli-binary-format", "base64",
            "--plaintext", opened["Plaintext"]!.ToString());
        var again = await _aws.JsonAsync(Decrypt(encrypted["CiphertextBlob"]!.ToString()));

        Assert.Null(made["Plaintext"]);
        Assert.Equal(opened["Plaintext"]!.ToString(), again["Plaintext"]!.ToString());
    }

    [Fact]
    public async Task Describes_a_key_by_its_alias_until_it_is_disabled_and_after()
    {
        var before = await DescribeAsync();
        await _running.SetKeyAsync($$"""{"alias":"{{Alias}}","enabled":false}""");
        var after = await DescribeAsync();

        Assert.True(before["Enabled"]!.GetValue<bool>());
        Assert.Equal("Disabled", after["KeyState"]!.ToString());
        Assert.Equal(before["Arn"]!.ToString(), after["Arn"]!.ToString());
        Assert.InRange(
            DateTimeOffset.Parse(after["CreationDate"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture),
            DateTimeOffset.UtcNow.AddMinutes(-5),
            DateTimeOffset.UtcNow.AddMinutes(5));
        await RefusedAsync("DisabledException", "generate-data-key", "--key-id", Alias, "--key-spec", "AES_256");
    }

    [Fact]
    public async Task Understands_every_refusal()
    {
        await RefusedAsync("NotFoundException", "describe-key", "--key-id", "alias/none");
        await RefusedAsync("ValidationException", "generate-data-key", "--key-id", Alias);
        await _running.AddFaultAsync("""{"operation":"DescribeKey","fault":"access-denied"}""");
        await RefusedAsync("AccessDeniedException", "describe-key", "--key-id", Alias);
    }

    private static string[] Decrypt(string blob) =>
        ["decrypt", "--cli-binary-format", "base64", "--ciphertext-blob", blob];

    private async Task<JsonNode> DescribeAsync() =>
        (await _aws.JsonAsync("describe-key", "--key-id", Alias))["KeyMetadata"]!;

    private async Task RefusedAsync(string type, params string[] arguments)
    {
        var (exit, _, errors) = await _aws.RunAsync(arguments);

        Assert.Equal(254, exit);
        Assert.Contains($"({type})", errors, StringComparison.Ordinal);
    }
}
