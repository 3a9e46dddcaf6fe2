namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>A group that is open.</summary>
/// <param name="Start">Where its text begins in the result.</param>
/// <param name="Outside">The options that hold again after it.</param>
/// <param name="IsImplied">Whether an option in the middle, <c>(?i)</c>, opened it: it ends with its parent.</param>
internal readonly record struct RubyGroup(int Start, RubyFlags Outside, bool IsImplied);
