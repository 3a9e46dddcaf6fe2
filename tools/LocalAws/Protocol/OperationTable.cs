namespace PhiLens.LocalAws.Protocol;

/// <summary>The operations of one service by their names.</summary>
internal sealed class OperationTable
{
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public void Add(string name, Operation operation) => _operations.Add(name, operation);

    public Operation Find(string name) => _operations.TryGetValue(name, out var operation)
        ? operation
        : throw new ServiceException("UnknownOperationException", $"The operation {name} is not known here.");
}
