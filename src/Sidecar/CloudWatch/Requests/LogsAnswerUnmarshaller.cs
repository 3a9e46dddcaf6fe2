using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>
/// Reads the answers of CloudWatch Logs. Of an accepted batch only <c>rejectedLogEventsInfo</c> is read; of an error
/// only its code, which the SDK finds, and the wait it asks for.
/// </summary>
internal sealed class LogsAnswerUnmarshaller : JsonResponseUnmarshaller
{
    /// <summary>Codes and ids of the service are shorter; longer text in their place is not shown.</summary>
    private const int MaxWordLength = 64;

    /// <summary>
    /// How messages about a group's key begin. Other messages may quote what was sent, so nothing else of any is used.
    /// </summary>
    private const string KeyMessage = "The specified KMS";

    /// <summary>The longest wait that an answer may ask for; a longer one is cut. Five minutes.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>The one instance: it has no state.</summary>
    public static LogsAnswerUnmarshaller Instance { get; } = new();

    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var bytes = new MemoryStream();
        input.Stream.CopyTo(bytes);
        var answer = new LogsAnswer
        {
            IsEmpty = bytes.Length == 0,
            HasRequestId = input.ResponseData.IsHeaderPresent("x-amzn-RequestId"),
        };
        if (bytes.Length > 0)
        {
            Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), answer);
            answer.Document = bytes.ToArray();
        }

        return answer;
    }

    /// <inheritdoc/>
    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        string code = "";
        bool isAboutKey = false;
        try
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            Amazon.Runtime.Internal.ErrorResponse error =
                JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            code = error.Code;
            isAboutKey = error.Message?.StartsWith(KeyMessage, StringComparison.OrdinalIgnoreCase) == true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The answer is no JSON: it comes from a proxy or a load balancer, and has no code.
        }

        IWebResponseData data = input.ResponseData;
        string requestId = Word(data.GetHeaderValue("x-amzn-RequestId"));
        return new LogsException(Word(code), requestId, statusCode, innerException)
        {
            IsAboutKey = isAboutKey,
            RetryAfter = RetryAfter(data.GetHeaderValue("Retry-After"), data.GetHeaderValue("Date")),
        };
    }

    private static void Read(ReadOnlySpan<byte> json, LogsAnswer answer)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2)
            {
                continue;
            }

            if (reader.ValueTextEquals("tooOldLogEventEndIndex"u8))
            {
                answer.TooOldEnd = Index(ref reader);
            }
            else if (reader.ValueTextEquals("expiredLogEventEndIndex"u8))
            {
                answer.ExpiredEnd = Index(ref reader);
            }
            else if (reader.ValueTextEquals("tooNewLogEventStartIndex"u8))
            {
                answer.TooNewStart = Index(ref reader);
            }
        }
    }

    private static int? Index(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int index) ? index : null;

    /// <summary>The text if it looks like a code or an id, else nothing: an answer may say anything.</summary>
    private static string Word(string? text) =>
        text is { Length: > 0 and <= MaxWordLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            ? text
            : "";

    /// <summary>Seconds, or a time, which is taken as that long after the answer's own.</summary>
    private static TimeSpan? RetryAfter(string? text, string? date)
    {
        if (!RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? after))
        {
            return null;
        }

        TimeSpan? wait = after.Delta;
        if (after.Date is { } then && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var now))
        {
            wait = then > now ? then - now : TimeSpan.Zero;
        }

        return wait < MaxRetryAfter ? wait : wait is null ? null : MaxRetryAfter;
    }
}
