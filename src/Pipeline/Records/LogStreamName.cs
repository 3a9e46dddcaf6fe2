namespace PhiLens.Pipeline.Records;

/// <summary>
/// Where a batch goes: a CloudWatch Logs group and a stream in it, or a Forward receiver and a tag.
/// </summary>
/// <param name="Group">The log group's name, 1 to 512 characters; or the receiver as the user wrote it.</param>
/// <param name="Stream">
/// The log stream's name, 1 to 512 characters, without <c>:</c> and <c>*</c>; or the tag.
/// </param>
public sealed record LogStreamName(string Group, string Stream)
{
    /// <summary>Which output of the sink it belongs to. Default 0, the first.</summary>
    public int Output { get; init; }

    /// <summary>Which container wrote the lines, where batches name it beside each; empty to leave it out.</summary>
    public string Container { get; init; } = "";

    /// <summary>Which of the container's streams they came on, likewise: <c>stdout</c> or <c>stderr</c>.</summary>
    public string Source { get; init; } = "";
}
