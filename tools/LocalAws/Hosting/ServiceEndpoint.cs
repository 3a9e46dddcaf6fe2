using System.Buffers;
using System.Text.Json;
using PhiLens.LocalAws.Faults;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Signing;
using PhiLens.LocalAws.Statistics;

namespace PhiLens.LocalAws.Hosting;

/// <summary>Takes a signed request through reading, faults, signature and operation to its answer.</summary>
internal sealed class ServiceEndpoint(Backend backend, CancellationToken stopping)
{
    private const string ContentType = "application/x-amz-json-1.1";

    public async Task HandleAsync(HttpContext context)
    {
        var target = RequestTarget.Parse(context.Request.Headers["X-Amz-Target"]);
        var ticket = backend.Statistics.Begin(target.Operation);
        try
        {
            await ServeAsync(context, target, ticket);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // The client has gone, or the server stops: nobody is left to answer.
            context.Abort();
        }
        catch (Exception failure)
        {
            // A mistake in this server must not pass for one of the client's.
            await Console.Error.WriteLineAsync($"{target.Operation}: {failure}");
            backend.Statistics.End(ticket);
            var answer = new ServiceException("InternalFailure", "The server failed; see its output.", 500);
            await SendAsync(context, Answer.For(answer), null);
        }
        finally
        {
            backend.Statistics.End(ticket);
        }
    }

    private async Task ServeAsync(HttpContext context, RequestTarget target, RequestTicket ticket)
    {
        using var body = new RequestBody(context.Request);
        if (backend.Faults.MayCutBody(target))
        {
            await body.ReadHalfAsync(context.RequestAborted);
            if (backend.Faults.TakeForBody(target, NamesIn(context.Request, body.Sent.Span), body.Sent) is { } cut)
            {
                backend.Statistics.CountFault(FaultRule.NameOf(cut.Fault));
                backend.Statistics.End(ticket);
                context.Abort();
                return;
            }
        }

        var (decoded, refusal) = await ReadAsync(body, context.RequestAborted);
        var names = NamesIn(context.Request, decoded.Span);
        if (target.Operation == "PutLogEvents" && names is { Group: not null, Stream: not null })
        {
            backend.Statistics.Name(ticket, names.Group, names.Stream);
        }

        var fault = backend.Faults.Take(target, names, decoded);
        if (fault is not null)
        {
            backend.Statistics.CountFault(FaultRule.NameOf(fault.Fault));
        }

        Answer Run() => refusal is null
            ? Execute(context.Request, target, body, decoded, fault)
            : Answer.For(refusal);
        await FinishAsync(context, Run, fault, ticket);
    }

    private static async Task<(ReadOnlyMemory<byte> Decoded, ServiceException? Refusal)> ReadAsync(
        RequestBody body, CancellationToken cancel)
    {
        try
        {
            await body.ReadAllAsync(cancel);
            return (body.Decode(), null);
        }
        catch (ServiceException refusal)
        {
            return (default, refusal);
        }
    }

    private Answer Execute(
        HttpRequest request, RequestTarget target, RequestBody body, ReadOnlyMemory<byte> decoded, FaultRule? fault)
    {
        try
        {
            var scope = backend.Signatures.Verify(WireRequest.From(request, body.Sent), target.Service, Now(fault));
            if (fault?.Refusal(target) is { } refusal)
            {
                throw refusal;
            }

            if (!IsJson(request.ContentType))
            {
                throw ServiceException.Unreadable($"The content type must be {ContentType}.");
            }

            var call = new OperationCall(scope.Region, decoded)
            {
                Format = request.Headers["x-amzn-logs-format"],
                Imposed = fault?.Imposed,
            };
            var output = new ArrayBufferWriter<byte>(256);
            using (var writer = new Utf8JsonWriter(output))
            {
                backend.Find(target)(call, writer);
            }

            return new Answer(StatusCodes.Status200OK, null, output.WrittenMemory);
        }
        catch (ServiceException refusal)
        {
            return Answer.For(refusal);
        }
    }

    private async Task FinishAsync(HttpContext context, Func<Answer> run, FaultRule? fault, RequestTicket ticket)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var storesLate = fault is { Fault: FaultKind.Stall, StoreFirst: false };
        var answer = fault?.Fault == FaultKind.ResetBefore || storesLate ? null : run();
        if (fault is { Fault: FaultKind.Stall } or { DelayMs: not null })
        {
            var wait = fault.DelayMs is { } delay ? TimeSpan.FromMilliseconds(delay) : Timeout.InfiniteTimeSpan;
            await Task.Delay(wait, backend.Clock, gone.Token);
        }

        answer ??= storesLate ? run() : null;
        backend.Statistics.End(ticket);
        if (answer is null || fault?.Fault == FaultKind.ResetAfter)
        {
            context.Abort();
            return;
        }

        await SendAsync(context, answer, fault);
    }

    private async Task SendAsync(HttpContext context, Answer answer, FaultRule? fault)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = ContentType;
        response.ContentLength = answer.Body.Length;
        response.Headers.Date = Now(fault).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        if (fault?.Fault != FaultKind.NoRequestId)
        {
            response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        }

        if (fault?.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (answer.ErrorType is { } type)
        {
            backend.Statistics.CountError(type);
            response.Headers["x-amzn-ErrorType"] = type;
        }

        if (fault?.Fault == FaultKind.HalfAnswer)
        {
            await response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], stopping);
            await response.Body.FlushAsync(stopping);
            context.Abort();
            return;
        }

        await response.Body.WriteAsync(answer.Body, stopping);
    }

    private DateTimeOffset Now(FaultRule? fault) => backend.Clock.GetUtcNow()
        + TimeSpan.FromMilliseconds(fault is { Fault: FaultKind.ClockSkew } ? fault.SkewMs : 0);

    private static RequestNames NamesIn(HttpRequest request, ReadOnlySpan<byte> body) =>
        RequestNames.Peek(body) with { Caller = AuthorizationHeader.CallerIn(request.Headers.Authorization) };

    private static bool IsJson(string? contentType) =>
        contentType is not null
        && contentType.Split(';')[0].Trim().Equals(ContentType, StringComparison.OrdinalIgnoreCase);
}
