namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// What a key or a keyword says about the value beside it, so that detectors which would do damage everywhere may run
/// there: one bit for each <see cref="Detector"/> that it lets run without its usual form or context.
/// </summary>
/// <param name="bits">One bit for each detector.</param>
internal readonly struct Hints(ulong bits)
{
    internal static readonly Hints None;

    private ulong Bits { get; } = bits;

    internal bool IsEmpty => Bits == 0;

    public static Hints operator |(Hints one, Hints other) => new(one.Bits | other.Bits);

    internal static Hints Of(Detector detector) => new(1UL << (int)detector);

    /// <summary>Whether it has one of some others' detectors.</summary>
    internal bool HasAny(Hints others) => (Bits & others.Bits) != 0;

    /// <summary>Whether it has a detector that is not among some others.</summary>
    internal bool HasAnyBut(Hints others) => (Bits & ~others.Bits) != 0;

    internal bool Has(Detector detector) => (Bits & (1UL << (int)detector)) != 0;
}
