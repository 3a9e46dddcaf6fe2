using Bogus;

namespace PhiLens.Bench.Corpora.Numbers;

/// <summary>The one source of chance of a corpus: the same seed gives the same corpus.</summary>
public sealed class Dice
{
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Hexadecimals = "0123456789abcdef";

    public Dice(int seed) => Source = new Randomizer(seed);

    /// <summary>What Bogus draws from as well.</summary>
    public Randomizer Source { get; }

    /// <summary>A number from the first to the last, both included.</summary>
    public int Between(int first, int last) => Source.Number(first, last);

    public long Between(long first, long last) => Source.Long(first, last);

    public bool Chance(double probability) => Source.Double() < probability;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Between(0, choices.Length - 1)];

    public string Digits(int count) => From("0123456789", count);

    /// <summary>Digits of which the first is not zero.</summary>
    public string Number(int count) => From("123456789", 1) + Digits(count - 1);

    public string Letters(int count) => From(Capitals, count);

    public string Hex(int count) => From(Hexadecimals, count);

    public string From(string alphabet, int count) =>
        string.Create(count, (alphabet, this), static (span, state) =>
        {
            foreach (ref char c in span)
            {
                c = state.alphabet[state.Item2.Between(0, state.alphabet.Length - 1)];
            }
        });

    public string Uuid() => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-{From("89ab", 1)}{Hex(3)}-{Hex(12)}";
}
