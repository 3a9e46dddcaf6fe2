using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Bench.Corpora.Commands;

/// <summary>Writes what a redactor that knows the truth would write: the ceiling of every score.</summary>
public static class PerfectCommand
{
    public const string Usage = "perfect --log FILE --truth FILE --out FILE";

    private static readonly HashSet<string> Named = ["--log", "--truth", "--out"];

    public static int Run(string[] arguments)
    {
        var options = new Options(arguments, Named, new HashSet<string>());
        List<byte[]> log = LogLines.Read(options.Needed("--log"));
        using FileStream output = File.Create(options.Needed("--out"));
        foreach (TruthLine truth in TruthFile.Read(options.Needed("--truth")))
        {
            output.Write(PerfectRedaction.Of(log[truth.Line - 1], truth));
            output.WriteByte((byte)'\n');
        }

        return 0;
    }
}
