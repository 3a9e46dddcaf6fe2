using PhiLens.Sidecar.Configuration.FireLens.Model;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>The ECS agent's file, with the settings that win over it. Immutable.</summary>
internal sealed record FireLensOptions
{
    /// <summary>The file's path.</summary>
    public required string Path { get; init; }

    /// <summary>What the file asks for.</summary>
    public required FireLensPlan Plan { get; init; }

    /// <summary>How the file was understood.</summary>
    public required IReadOnlyList<FireLensFinding> Findings { get; init; }

    /// <summary>The Forward sockets to open; none when <c>SOURCES__FORWARD</c> says which.</summary>
    public IReadOnlyList<ForwardInput> Inputs { get; init; } = [];

    /// <summary>The outputs that ship records, in the order of the file.</summary>
    public IReadOnlyList<OutputOptions> Outputs { get; init; } = [];
}
