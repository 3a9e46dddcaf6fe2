using PhiLens.LocalAws.Faults;
using PhiLens.LocalAws.Logs;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Signing;
using PhiLens.LocalAws.Statistics;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Hosting;

/// <summary>The parts that requests share: store, operations, signatures, faults and counts.</summary>
internal sealed class LogsService
{
    public LogsService(LocalAwsOptions options)
    {
        Clock = options.Clock;
        Store = new LogStore(options.Clock, options.Discard);
        Signatures = new SignatureVerifier(options.Credentials);
        new GroupOperations(Store).Register(Operations);
        new StreamOperations(Store).Register(Operations);
        new KeyOperations(Store).Register(Operations);
        new RetentionOperations(Store).Register(Operations);
        new TagOperations(Store).Register(Operations);
        new PutOperations(Store, Statistics).Register(Operations);
        new ReadOperations(Store).Register(Operations);
        new FilterOperations(Store).Register(Operations);
        new QueryOperations(Store).Register(Operations);
    }

    public TimeProvider Clock { get; }

    public LogStore Store { get; }

    public SignatureVerifier Signatures { get; }

    public OperationTable Operations { get; } = new();

    public FaultBook Faults { get; } = new();

    public ServerStatistics Statistics { get; } = new();
}
