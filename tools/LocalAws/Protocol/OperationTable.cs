namespace PhiLens.LocalAws.Protocol;

/// <summary>Finds the operation that an <c>X-Amz-Target</c> names.</summary>
internal sealed class OperationTable
{
    /// <summary>The version prefix of CloudWatch Logs' JSON protocol.</summary>
    public const string TargetPrefix = "Logs_20140328.";

    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public void Add(string name, Operation operation) => _operations.Add(name, operation);

    public Operation Find(string name) => _operations.TryGetValue(name, out var operation)
        ? operation
        : throw new ServiceException("UnknownOperationException", $"The operation {name} is not known here.");

    /// <summary>The operation's bare name, or an empty string when the target has another form.</summary>
    public static string NameIn(string? target) =>
        target is not null && target.StartsWith(TargetPrefix, StringComparison.Ordinal)
            ? target[TargetPrefix.Length..]
            : "";
}
