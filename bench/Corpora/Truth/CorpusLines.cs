using System.Text;
using PhiLens.Bench.Corpora.Kinds;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Scoring;

namespace PhiLens.Bench.Corpora.Truth;

/// <summary>Draws records from a corpus and tells the bytes of each line and the truth about it.</summary>
public static class CorpusLines
{
    /// <summary>Lines without an end. A message whose values also stand in its harmless parts is left out.</summary>
    public static IEnumerable<(byte[] Line, TruthLine Truth)> From(ICorpus corpus)
    {
        int number = 1;
        while (true)
        {
            (byte[] Line, TruthLine Truth)[] message = [.. corpus.Draw().Select(Known)];
            if (!message.All(m => IsFair(m.Line, m.Truth)))
            {
                continue;
            }

            foreach ((byte[] line, TruthLine truth) in message)
            {
                yield return (line, truth with { Line = number++ });
            }
        }
    }

    private static (byte[] Line, TruthLine Truth) Known(CorpusRecord record)
    {
        string text = record.Text.Render();
        TruthSpan[] spans = [.. Spans(text, record.Text.Marks).Where(s => s.Length > 0)];
        var truth = new TruthLine(
            0, record.Shape, record.Form, [.. spans.Where(s => s.Expected is not null)],
                [.. spans.Where(s => s.Expected is null)]);
        return (RawBytes.Of(text), truth);
    }

    private static IEnumerable<TruthSpan> Spans(string text, IReadOnlyList<Mark> marks)
    {
        int position = 0;
        int offset = 0;
        foreach (Mark mark in marks)
        {
            offset += RawBytes.Of(text[position..mark.Start]).Length;
            position = mark.Start + mark.Length;
            byte[] written = RawBytes.Of(text[mark.Start..position]);
            yield return new TruthSpan(
                mark.Type, mark.Value, Encoding.UTF8.GetString(written), offset, written.Length, mark.Expected);
            offset += written.Length;
        }
    }

    /// <summary>Whether a perfect redactor leaves no trace, so that every trace is a mistake.</summary>
    private static bool IsFair(byte[] line, TruthLine truth)
    {
        if (line.AsSpan().Contains((byte)'\n'))
        {
            return false;
        }

        Readings rest = Readings.Of(PerfectRedaction.Of(line, truth), base64: true);
        return !truth.Phi.Any(phi => Remains.Has(rest, phi.Type, phi.Value));
    }
}
