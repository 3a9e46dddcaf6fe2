namespace PhiLens.Pipeline.Joining;

/// <summary>What became of a line that was shown to a <see cref="MultilineJoiner"/>.</summary>
internal enum HoldOutcome
{
    /// <summary>It is held, or joined to a record that is.</summary>
    Taken,

    /// <summary>A record ahead of it found no room: show it again after a wait.</summary>
    Waits,

    /// <summary>It cannot be held, or memory has no room: it goes on by itself, behind all that was.</summary>
    NotHeld,
}
