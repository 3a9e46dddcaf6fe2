using PhiLens.Bench.Corpora.Kinds;
using PhiLens.Bench.Corpora.Scoring;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Corpora.Tests;

/// <summary>A small corpus and the output of a redactor that knows its truth, to plant mistakes into.</summary>
internal sealed class Perfect
{
    private Perfect(string kind, int lines)
    {
        foreach ((byte[] line, TruthLine truth) in CorpusLines.From(CorpusKinds.Create(kind, seed: 7)).Take(lines))
        {
            Original.Add(line);
            Truths.Add(truth);
            Redacted.Add(PerfectRedaction.Of(line, truth));
        }
    }

    public List<byte[]> Original { get; } = [];

    public List<byte[]> Redacted { get; } = [];

    public List<TruthLine> Truths { get; } = [];

    public static Perfect Of(string kind, int lines = 300) => new(kind, lines);

    public Score Score(bool base64 = false)
    {
        var score = new Score();
        var scorer = new Scorer(score, base64);
        foreach (((byte[] original, byte[] redacted), TruthLine truth) in Original.Zip(Redacted).Zip(Truths))
        {
            scorer.Line(original, redacted, truth);
        }

        return score;
    }
}
