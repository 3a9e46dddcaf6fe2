using PhiLens.Pipeline.Delivery;

namespace PhiLens.Sidecar.CloudWatch.Failures;

/// <summary>One row of the <see cref="ErrorMatrix"/>.</summary>
/// <param name="What">What happens, in words for the documentation.</param>
/// <param name="Result">What follows. Where there is an answer, its status may make it ambiguous besides.</param>
/// <param name="Then">What is done, in words for the documentation.</param>
internal sealed record ErrorRow(string What, DeliveryResult Result, string Then)
{
    /// <summary>The service's error codes that mean it.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The HTTP statuses that mean it where the code is none of those in the matrix.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>How the documentation names what it is told by, beside codes and statuses; may be empty.</summary>
    public string Signs { get; init; } = "";
}
