using System.Text;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Holds a redactor's output against the truth, line by line.</summary>
/// <param name="score">Where it counts.</param>
/// <param name="base64">Whether the redactor was told to look into base64.</param>
public sealed class Scorer(Score score, bool base64 = false)
{
    /// <summary>
    /// Of a value's letters and digits so many may stay: four of nine of an SSN, four of ten of a telephone number,
    /// the year
    /// of a date, three of five of a ZIP code.
    /// </summary>
    private const double MostKept = 0.5;
    private const double MostKeptOfZip = 0.6;

    private const int LongestText = 60;

    /// <summary>Scores one line.</summary>
    /// <param name="original">The line of the corpus.</param>
    /// <param name="redacted">The same line after redaction.</param>
    /// <param name="truth">What is known about it.</param>
    public void Line(byte[] original, byte[] redacted, TruthLine truth)
    {
        score.Lines++;
        List<Change> changes = Alignment.Of(original, redacted);
        Readings readings = Readings.Of(redacted, base64);
        foreach (TruthSpan phi in truth.Phi.Where(p => Counts(p.Expected)))
        {
            Value(original, changes, readings, truth, phi);
        }

        foreach (TruthSpan decoy in truth.Decoys)
        {
            bool damaged = changes.Exists(c => c.Length > 0 && c.Touches(decoy.Offset, decoy.Length));
            score.CountDecoy(decoy.Type, damaged);
            if (damaged)
            {
                Note(truth, "decoy", decoy.Type, decoy.Written);
            }
        }

        foreach (Change change in changes)
        {
            Redaction(original, redacted, truth, change);
        }

        if (FormCheck.Complaint(truth.Form, original, redacted) is { } complaint)
        {
            score.BrokenLines++;
            Note(truth, "broken form", complaint, "");
        }
    }

    private bool Counts(Expectation? expected) => expected switch
    {
        Expectation.Optional => false,
        Expectation.Base64 => base64,
        _ => true,
    };

    private void Value(byte[] original, List<Change> changes, Readings readings, TruthLine truth, TruthSpan phi)
    {
        bool whole = Remains.Has(readings, phi.Type, phi.Value);
        bool partly = !whole && Kept(original, changes, phi) > (phi.Type == PhiType.Zip ? MostKeptOfZip : MostKept);
        score.CountValue(phi.Type, phi.Expected!.Value, whole || partly);
        if (whole || partly)
        {
            Note(truth, whole ? "leak" : "partial leak", $"{phi.Type}, {phi.Expected}", phi.Written);
        }
    }

    /// <summary>The share of a value's letters and digits that no change touches.</summary>
    private static double Kept(byte[] original, List<Change> changes, TruthSpan phi)
    {
        int all = 0;
        int kept = 0;
        for (int i = phi.Offset; i < phi.End; i++)
        {
            if (!IsWordByte(original[i]))
            {
                continue;
            }

            all++;
            kept += changes.Exists(c => c.Start <= i && i < c.End) ? 0 : 1;
        }

        return all == 0 ? 0 : (double)kept / all;
    }

    private void Redaction(byte[] original, byte[] redacted, TruthLine truth, Change change)
    {
        ReadOnlySpan<byte> written = redacted.AsSpan(change.NewStart, change.NewLength);
        List<string> labels = RedactionMarks.LabelsIn(written);
        TruthSpan[] hit = [.. truth.Phi.Where(p => change.Touches(p.Offset, p.Length))];
        if (hit.Length == 0)
        {
            Wrong(original, truth, change, labels, RedactionMarks.LooksMasked(written));
            return;
        }

        score.ExcessBytes += Enumerable.Range(change.Start, change.Length)
            .Count(i => IsWordByte(original[i]) && !hit.Any(p => p.Offset <= i && i < p.End));
        foreach (TruthSpan phi in hit.Where(p => Counts(p.Expected)))
        {
            score.CountRedaction(phi.Type, right: true);
        }
    }

    private void Wrong(byte[] original, TruthLine truth, Change change, List<string> labels, bool masked)
    {
        string was = Encoding.UTF8.GetString(original, change.Start, change.Length);
        if (labels.Count == 0 && !masked)
        {
            score.Rewrites++;
            Note(truth, "rewrite", "bytes outside of every value", was);
            return;
        }

        foreach (string label in labels.DefaultIfEmpty("masked"))
        {
            score.CountRedaction(RedactionMarks.TypeOf(label), right: false);
            Note(truth, "false redaction", label, was);
        }
    }

    private void Note(TruthLine truth, string kind, string about, string text) => score.Note(new Finding(
        truth.Line, truth.Shape, kind, about, text.Length > LongestText ? text[..LongestText] + "…" : text));

    private static bool IsWordByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b >= 0x80;
}
