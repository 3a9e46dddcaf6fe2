namespace PhiLens.Sidecar.Configuration.FireLens.Sections;

/// <summary>What becomes of an option.</summary>
internal enum OptionFate
{
    /// <summary>It is read.</summary>
    Kept,

    /// <summary>It is accepted and told once.</summary>
    Meaningless,

    /// <summary>It is an error.</summary>
    Refused,
}
