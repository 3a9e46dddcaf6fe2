using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>What every kind of corpus draws from.</summary>
public sealed class Cast
{
    public Cast(int seed)
    {
        Dice = new Dice(seed);
        People = new Population(Dice);
        Forms = new Forms(Dice);
        Decoys = new Decoys(Dice);
    }

    public Dice Dice { get; }

    public Population People { get; }

    public Forms Forms { get; }

    public Decoys Decoys { get; }
}
