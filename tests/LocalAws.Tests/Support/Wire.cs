using System.Text.Json.Nodes;

namespace PhiLens.LocalAws.Tests.Support;

/// <summary>Reads answers.</summary>
internal static class Wire
{
    public static async Task<string> ErrorTypeAsync(this HttpResponseMessage answer)
    {
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return body["__type"]!.GetValue<string>();
    }
}
