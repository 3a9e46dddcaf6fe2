namespace PhiLens.Pipeline.Records;

/// <summary>Where a batch goes: a CloudWatch Logs group and a stream in it.</summary>
/// <param name="Group">The log group's name, 1 to 512 characters.</param>
/// <param name="Stream">The log stream's name, 1 to 512 characters, without <c>:</c> and <c>*</c>.</param>
public sealed record LogStreamName(string Group, string Stream)
{
    /// <summary>Which output of the sink it belongs to. Default 0, the first.</summary>
    public int Output { get; init; }
}
