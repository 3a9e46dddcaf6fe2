namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>What became of something in the agent's file.</summary>
internal enum FindingKind
{
    /// <summary>It means here what it means in Fluent Bit.</summary>
    Kept,

    /// <summary>It is accepted and changes nothing here; each option is told once.</summary>
    Meaningless,

    /// <summary>It is understood, and there is something to know about it.</summary>
    Note,

    /// <summary>It cannot be used: there is an error that says why.</summary>
    Refused,
}
