namespace PhiLens.Pipeline.Sealing.Opening;

/// <summary>What became of an encrypted value's token.</summary>
public enum TokenOutcome
{
    /// <summary>It was opened.</summary>
    Opened,

    /// <summary>It is damaged, or was made under another key than the record's.</summary>
    Damaged,
}
