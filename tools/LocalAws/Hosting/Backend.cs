using PhiLens.LocalAws.Faults;
using PhiLens.LocalAws.Kms;
using PhiLens.LocalAws.Logs;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Signing;
using PhiLens.LocalAws.Statistics;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Hosting;

/// <summary>The parts that requests share: store, keys, operations, signatures, faults and counts.</summary>
internal sealed class Backend
{
    public Backend(LocalAwsOptions options)
    {
        Clock = options.Clock;
        Store = new LogStore(options.Clock, options.Discard);
        Keys = KeyStore.Open(options.Data, options.Clock);
        Signatures = new SignatureVerifier(options.Credentials);
        new GroupOperations(Store).Register(Logs);
        new StreamOperations(Store).Register(Logs);
        new KeyOperations(Store).Register(Logs);
        new RetentionOperations(Store).Register(Logs);
        new TagOperations(Store).Register(Logs);
        new PutOperations(Store, Statistics).Register(Logs);
        new ReadOperations(Store).Register(Logs);
        new FilterOperations(Store).Register(Logs);
        new QueryOperations(Store).Register(Logs);
        new EncryptionOperations(Keys).Register(Kms);
        new DescribeOperations(Keys).Register(Kms);
    }

    public TimeProvider Clock { get; }

    public LogStore Store { get; }

    public KeyStore Keys { get; }

    public SignatureVerifier Signatures { get; }

    /// <summary>The operations of CloudWatch Logs.</summary>
    public OperationTable Logs { get; } = new();

    /// <summary>The operations of the Key Management Service.</summary>
    public OperationTable Kms { get; } = new();

    public FaultBook Faults { get; } = new();

    public ServerStatistics Statistics { get; } = new();

    /// <summary>The operation that a request asks for; throws the service's refusal of an unknown one.</summary>
    public Operation Find(RequestTarget target) =>
        (target.Service == RequestTarget.KmsService ? Kms : Logs).Find(target.Operation);
}
