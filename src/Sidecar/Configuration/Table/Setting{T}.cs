using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>One row of the table of settings, with the kind of its value.</summary>
/// <typeparam name="T">What a value means.</typeparam>
/// <param name="kind">How a value is read.</param>
internal sealed class Setting<T>(ValueKind<T> kind) : Setting
{
    /// <summary>How a value is read.</summary>
    public ValueKind<T> Kind => kind;

    /// <inheritdoc/>
    public override string KindName => kind.Name;

    /// <inheritdoc/>
    public override bool HasNamedParts => kind.IsNamed;
}
