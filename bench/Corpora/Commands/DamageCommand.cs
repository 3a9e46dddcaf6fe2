using System.Globalization;
using System.Text;
using PhiLens.Bench.Corpora.Scoring;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Bench.Corpora.Commands;

/// <summary>
/// Counts the lines of a log without PHI that a redactor changed. Ends with 1 when they are too many.
/// </summary>
public static class DamageCommand
{
    public const string Usage = "damage --log FILE --redacted FILE [--max 0.0001] [--show 20]";

    private static readonly HashSet<string> Named = ["--log", "--redacted", "--max", "--show"];

    public static int Run(string[] arguments, TextWriter output)
    {
        var options = new Options(arguments, Named, new HashSet<string>());
        List<byte[]> original = LogLines.Read(options.Needed("--log"));
        List<byte[]> redacted = LogLines.Read(options.Needed("--redacted"));
        Damage damage = Of(original, redacted);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{damage.Changed.Count} of {damage.Lines} lines changed "
                + $"({damage.Rate:P4})"));
        foreach (long line in damage.Changed.Take(options.Number("--show", 0)))
        {
            output.WriteLine($"line {line}\n  {Text(original, line)}\n  {Text(redacted, line)}");
        }

        return damage.Rate > (options.Fraction("--max") ?? 1) ? 1 : 0;
    }

    public static Damage Of(List<byte[]> original, List<byte[]> redacted)
    {
        if (original.Count != redacted.Count)
        {
            throw new UsageException($"{original.Count} lines went in and {redacted.Count} came out");
        }

        var damage = new Damage();
        foreach ((byte[] before, byte[] after) in original.Zip(redacted))
        {
            damage.Line(before, after);
        }

        return damage;
    }

    private static string Text(List<byte[]> lines, long number) => Encoding.UTF8.GetString(lines[(int)number - 1]);
}
