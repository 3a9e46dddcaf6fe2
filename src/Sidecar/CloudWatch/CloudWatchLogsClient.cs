using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PhiLens.Sidecar.CloudWatch.Credentials;
using PhiLens.Sidecar.CloudWatch.Http;
using PhiLens.Sidecar.CloudWatch.Requests;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>
/// A client of CloudWatch Logs on the pipeline of the AWS SDK, which finds credentials, signs and reads errors. It
/// sends each request exactly once. Safe for several threads.
/// </summary>
internal sealed class CloudWatchLogsClient : AmazonServiceClient
{
    /// <summary>
    /// How long one request may take, from the search for credentials to the end of the answer: 30 s. Long enough
    /// that a peer which stands still for 10 s and then goes on still answers, because giving up on a request that
    /// was taken makes duplicates; short enough to notice a dead connection long before the memory is full.
    /// </summary>
    public static readonly TimeSpan RequestDeadline = TimeSpan.FromSeconds(30);

    private static readonly InvokeOptions Operation = new()
    {
        RequestMarshaller = LogsRequestMarshaller.Instance,
        ResponseUnmarshaller = LogsAnswerUnmarshaller.Instance,
    };

    private readonly TimeProvider _clock;

    [SuppressMessage("Reliability", "CA2000", Justification = "The pipeline disposes its handlers.")]
    private CloudWatchLogsClient(
        AWSCredentials credentials, LogsClientConfig config, TlsTrust trust, TimeProvider clock)
        : base(credentials, config)
    {
        _clock = clock;
        Endpoint = config.EndpointProvider.ResolveEndpoint(new()).URL;
        RuntimePipeline.ReplaceHandler<HttpHandler<HttpContent>>(new HttpTransport(trust));
    }

    /// <summary>The URL that requests go to.</summary>
    public string Endpoint { get; }

    /// <inheritdoc/>
    protected override bool SupportResponseLogging => false;

    /// <summary>Makes a client. Nothing is sent, and credentials are looked for with the first request.</summary>
    /// <param name="options">Region, endpoint and role.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    /// <exception cref="LogsEndpointException">There is no such endpoint; the message says what to set.</exception>
    public static CloudWatchLogsClient Create(CloudWatchOptions options, TlsTrust trust) =>
        Create(options, trust, TimeProvider.System);

    /// <summary>Makes a client whose deadlines follow a clock.</summary>
    /// <param name="options">Region, endpoint and role.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    /// <param name="clock">Measures <see cref="RequestDeadline"/>.</param>
    public static CloudWatchLogsClient Create(CloudWatchOptions options, TlsTrust trust, TimeProvider clock)
    {
        var config = new LogsClientConfig(options);
        SecurityTokens.Register(options, trust);
        AWSCredentials credentials = options.RoleArn is null
            ? new ChainCredentials(config)
            : SecurityTokens.AssumeRole(options.RoleArn, options, trust);
        return new CloudWatchLogsClient(credentials, config, trust, clock);
    }

    /// <summary>Sends a request once.</summary>
    /// <param name="request">The request; afterwards its progress says how far it came.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LogsException">The service refused the request.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled, or <see cref="RequestDeadline"/> passed.
    /// </exception>
    public async Task<LogsAnswer> SendAsync(LogsRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(RequestDeadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        Task<LogsAnswer> answer = InvokeAsync<LogsAnswer>(request, Operation, either.Token);
        try
        {
            return await answer.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (request.Progress != RequestProgress.Preparing)
        {
            // The search for credentials may outlast its caller. A body that is being written may not: its blocks
            // go back to their pool.
            return await answer.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<RetryHandler>();
        pipeline.ReplaceHandler<EndpointResolver>(new LogsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4Resolver());
    }
}
