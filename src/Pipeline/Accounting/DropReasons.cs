namespace PhiLens.Pipeline.Accounting;

/// <summary>The names that drop reasons have in the ledger line and in the metrics.</summary>
public static class DropReasons
{
    /// <summary>Every reason, in the order of the ledger line.</summary>
    public static IReadOnlyList<DropReason> All { get; } = Enum.GetValues<DropReason>();

    /// <summary>The reason's name as the ledger line and the metrics print it: lower case with underscores.</summary>
    /// <param name="reason">The reason to name.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration's.</exception>
    public static string Name(this DropReason reason) => reason switch
    {
        DropReason.Memory => "memory",
        DropReason.Shutdown => "shutdown",
        DropReason.TooOld => "too_old",
        DropReason.Expired => "expired",
        DropReason.TooNew => "too_new",
        DropReason.Refused => "refused",
        DropReason.Withheld => "withheld",
        DropReason.Unconfirmed => "unconfirmed",
        DropReason.Rate => "rate",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This drop reason has no name."),
    };
}
