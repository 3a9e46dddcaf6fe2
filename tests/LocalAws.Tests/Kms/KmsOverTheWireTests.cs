using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Kms;

public sealed class KmsOverTheWireTests : IAsyncLifetime
{
    private static readonly object DataKey = new { KeyId = "alias/philens", KeySpec = "AES_256" };

    private RunningServer _running = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _running = await RunningServer.StartAsync(
        options => options with
        {
            Credentials = new Dictionary<string, string> { ["local"] = "local", ["reader"] = "local" },
        });

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task Answers_beside_the_logs_and_counts_each_operation()
    {
        await _running.MakeStreamAsync();
        using var made = await _running.CallKmsAsync("GenerateDataKey", DataKey);
        var blob = (await BodyAsync(made))["CiphertextBlob"]!.ToString();
        using var first = await _running.CallKmsAsync("Decrypt", new { CiphertextBlob = blob });
        using var second = await _running.CallKmsAsync("Decrypt", new { CiphertextBlob = blob });

        Assert.All((HttpResponseMessage[])[made, first, second], answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("application/x-amz-json-1.1", answer.Content.Headers.ContentType!.ToString());
        });
        var requests = (await _running.StatisticsAsync())["requests"]!;
        Assert.Equal(1, requests["GenerateDataKey"]!.GetValue<int>());
        Assert.Equal(2, requests["Decrypt"]!.GetValue<int>());
        Assert.Equal(1, requests["CreateLogStream"]!.GetValue<int>());
    }

    [Fact]
    public async Task Gives_a_refusal_its_shape()
    {
        using var answer = await _running.CallKmsAsync("DescribeKey", new { KeyId = "alias/none" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("NotFoundException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal(
            """
            {"__type":"NotFoundException","message":"Alias arn:aws:kms:us-east-1:123456789012:alias/none is not found."}
            """,
            await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("logs", "TrentService.DescribeKey", "InvalidSignatureException")]
    [InlineData("kms", "Logs_20140328.DescribeLogGroups", "InvalidSignatureException")]
    [InlineData("kms", "TrentService.DescribeLogGroups", "UnknownOperationException")]
    [InlineData("logs", "Logs_20140328.DescribeKey", "UnknownOperationException")]
    public async Task Keeps_the_two_services_apart(string service, string target, string type)
    {
        using var request = _running.Sign(service, target, "{}"u8.ToArray(), "local", "local");

        using var answer = await _running.Client.SendAsync(request, Cancel);

        Assert.Equal(type, await answer.ErrorTypeAsync());
    }

    [Theory]
    [InlineData("throttle", 400, "ThrottlingException")]
    [InlineData("access-denied", 400, "AccessDeniedException")]
    [InlineData("kms-disabled", 400, "DisabledException")]
    [InlineData("unavailable", 503, "ServiceUnavailableException")]
    public async Task Has_the_faults_of_its_service(string fault, int status, string type)
    {
        await _running.AddFaultAsync($$"""{"service":"kms","fault":"{{fault}}","count":1}""");
        using var group = await _running.CallAsync("CreateLogGroup", new { logGroupName = "g" });
        using var refused = await _running.CallKmsAsync("GenerateDataKey", DataKey);
        using var made = await _running.CallKmsAsync("GenerateDataKey", DataKey);

        Assert.Equal(HttpStatusCode.OK, group.StatusCode);
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Equal(type, await refused.ErrorTypeAsync());
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
    }

    [Theory]
    [InlineData("context", "clinical", true)]
    [InlineData("context", "billing", false)]
    [InlineData("unlessContext", "clinical", false)]
    [InlineData("unlessContext", "billing", true)]
    public async Task Denies_by_encryption_context(string member, string scope, bool denied)
    {
        await _running.AddFaultAsync(
            $$"""{"operation":"Decrypt","fault":"access-denied","{{member}}":{"scope":"{{scope}}"} }""");
        var context = new { stream = "web/1", scope = "clinical" };
        using var made = await _running.CallKmsAsync(
            "GenerateDataKey", new { KeyId = "alias/philens", NumberOfBytes = 32, EncryptionContext = context });
        var blob = (await BodyAsync(made))["CiphertextBlob"]!.ToString();

        using var answer = await _running.CallKmsAsync(
            "Decrypt", new { CiphertextBlob = blob, EncryptionContext = context });

        Assert.Equal(denied ? "AccessDeniedException" : null, (string?)(await BodyAsync(answer))["__type"]);
    }

    [Fact]
    public async Task Denies_one_caller_and_not_another()
    {
        await _running.AddFaultAsync("""{"caller":"reader","operation":"GenerateDataKey","fault":"access-denied"}""");
        var body = JsonSerializer.SerializeToUtf8Bytes(DataKey);
        using var denied = await _running.Client.SendAsync(_running.SignKms("GenerateDataKey", body, "reader"), Cancel);
        using var made = await _running.Client.SendAsync(_running.SignKms("GenerateDataKey", body), Cancel);

        Assert.Equal("AccessDeniedException", await denied.ErrorTypeAsync());
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
    }

    [Fact]
    public async Task Lists_makes_disables_and_enables_keys_on_demand()
    {
        await _running.SetKeyAsync("""{"alias":"alias/other","enabled":false}""");
        var request = new { KeyId = "alias/other", KeySpec = "AES_256" };
        using var refused = await _running.CallKmsAsync("GenerateDataKey", request);
        await _running.SetKeyAsync("""{"alias":"alias/other","enabled":true}""");
        using var made = await _running.CallKmsAsync("GenerateDataKey", request);
        using var senseless = new StringContent("{\"alias\":7}");
        using var answer = await _running.Client.PostAsync("/_keys", senseless, Cancel);

        Assert.Equal("DisabledException", await refused.ErrorTypeAsync());
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var keys = JsonNode.Parse(await _running.Client.GetStringAsync("/_keys", Cancel))!.AsArray();
        Assert.Equal(["alias/philens", "alias/other"], keys.Select(key => key!["alias"]!.ToString()));
        Assert.All(keys, key => Assert.Equal(["alias", "keyId", "enabled"], key!.AsObject().Select(pair => pair.Key)));
    }

    [Fact]
    public async Task Never_fails_over_a_damaged_body()
    {
        var context = new { scope = "é" };
        using var made = await _running.CallKmsAsync(
            "GenerateDataKey", new { KeyId = "alias/philens", NumberOfBytes = 32, EncryptionContext = context });
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            CiphertextBlob = (await BodyAsync(made))["CiphertextBlob"]!.ToString(),
            EncryptionContext = context,
        });
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var damaged = (byte[])body.Clone();
            damaged[random.Next(body.Length)] = (byte)random.Next(256);
            using var answer = await _running.Client.SendAsync(_running.SignKms("Decrypt", damaged), Cancel);

            Assert.InRange((int)answer.StatusCode, 200, 499);
        }
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
}
