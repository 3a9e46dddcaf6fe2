namespace PhiLens.Pipeline.Sealing;

/// <summary>What sealing can be told.</summary>
public sealed record SealingOptions
{
    /// <summary>The shortest <see cref="KeyAge"/>: 5 minutes.</summary>
    public static readonly TimeSpan ShortestKeyAge = TimeSpan.FromMinutes(5);

    /// <summary>The longest <see cref="KeyAge"/>: 24 hours.</summary>
    public static readonly TimeSpan LongestKeyAge = TimeSpan.FromHours(24);

    /// <summary>A key that cannot be renewed goes on for so many times its age.</summary>
    internal const int HardAges = 4;

    /// <summary>The scopes that keys are made for, by their numbers; none when no rule encrypts.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>
    /// How old a data key becomes. The next one is asked for at three quarters of it; when there is none, the key goes
    /// on until four times this age, and then nothing is encrypted any more. Default 1 hour, 5 minutes to 24 hours.
    /// </summary>
    public TimeSpan KeyAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The pseudonyms' root key as ciphertext; empty when no rule makes pseudonyms.</summary>
    public ReadOnlyMemory<byte> RootKey { get; init; }
}
