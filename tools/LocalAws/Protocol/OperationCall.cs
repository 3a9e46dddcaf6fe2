using PhiLens.LocalAws.Ingest;

namespace PhiLens.LocalAws.Protocol;

/// <summary>One verified request: what is asked, for which region, and the decoded body.</summary>
internal sealed class OperationCall(string region, ReadOnlyMemory<byte> body)
{
    private JsonFields? _fields;

    /// <summary>The region of the credential scope; it appears in ARNs.</summary>
    public string Region { get; } = region;

    /// <summary>The body after gzip was undone. Valid until the operation returns.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The body's members; parsed when first asked for, because PutLogEvents reads the bytes itself.</summary>
    public JsonFields Fields => _fields ??= JsonFields.Parse(Body.Span);

    /// <summary>The header <c>x-amzn-logs-format</c>, where sent.</summary>
    public string? Format { get; init; }

    /// <summary>Set by the fault <c>reject</c>: answer as if the events had been judged like this.</summary>
    public ImposedRejection? Imposed { get; init; }
}
