namespace PhiLens.Pipeline.Accounting;

/// <summary>
/// The ledger at one moment. Its text is the last line that the process prints:
/// <c>ledger {"received":N,"fragments":N,"delivered":N,"filtered":N,"dropped":{"reason":N},"pending":0,
/// "redactions":{"rule":N},"retries":N,"ambiguous":N}</c>. Reasons that no record was lost for are left out, and rules
/// that claimed nothing.
/// </summary>
public sealed record LedgerSnapshot
{
    /// <summary>Complete records that came in.</summary>
    public required long Received { get; init; }

    /// <summary>Pieces of records that came in and were joined.</summary>
    public long Fragments { get; init; }

    /// <summary>Records that the destination took.</summary>
    public required long Delivered { get; init; }

    /// <summary>Records left out on purpose: empty lines and what filters say.</summary>
    public required long Filtered { get; init; }

    /// <summary>Records lost, by reason; every reason has its entry.</summary>
    public required IReadOnlyDictionary<DropReason, long> Dropped { get; init; }

    /// <summary>Times that a batch was sent again.</summary>
    public required long Retries { get; init; }

    /// <summary>Records sent again that the destination may already have had.</summary>
    public required long Ambiguous { get; init; }

    /// <summary>How often each rule was applied, by its label, in the order of the policy.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Redactions { get; init; } = [];

    /// <summary>Records lost for any reason.</summary>
    public long DroppedTotal => Dropped.Values.Sum();

    /// <summary>Records whose outcome is not known yet.</summary>
    public long Pending => Received - Delivered - Filtered - DroppedTotal;

    /// <summary>The ledger line, without a line end.</summary>
    public override string ToString()
    {
        string dropped = string.Join(
            ',', DropReasons.All.Where(r => Dropped[r] > 0).Select(r => $"\"{r.Name()}\":{Dropped[r]}"));
        string redactions = string.Join(
            ',', Redactions.Where(r => r.Value > 0).Select(r => $"\"{r.Key}\":{r.Value}"));
        return $"ledger {{\"received\":{Received},\"fragments\":{Fragments},\"delivered\":{Delivered},"
            + $"\"filtered\":{Filtered},\"dropped\":{{{dropped}}},\"pending\":{Pending},"
            + $"\"redactions\":{{{redactions}}},"
            + $"\"retries\":{Retries},\"ambiguous\":{Ambiguous}}}";
    }
}
