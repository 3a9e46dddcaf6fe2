namespace PhiLens.Pipeline.Records;

/// <summary>Where records come from; rules may hold for some origins only.</summary>
/// <param name="Container">The container's name, as the template <c>{container}</c> has it.</param>
/// <param name="Stream">The stream's name: <c>stdout</c>, <c>stderr</c> or <c>log</c>.</param>
public readonly record struct RecordOrigin(string Container, string Stream)
{
    /// <summary>Neither is known.</summary>
    public static RecordOrigin Unknown { get; } = new("", "");
}
