using PhiLens.Bench.Corpora.Kinds;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Bench.Corpora.Commands;

/// <summary>Writes <c>NAME.log</c> and <c>NAME.truth.jsonl</c> for one kind or for all.</summary>
public static class GenerateCommand
{
    public const string Usage = "generate KIND|all --out DIR [--count 1000] [--seed 1] [--name KIND]";

    private static readonly HashSet<string> Named = ["--out", "--count", "--seed", "--name"];

    public static int Run(string kind, string[] arguments)
    {
        var options = new Options(arguments, Named, new HashSet<string>());
        string folder = options.Needed("--out");
        int count = options.Number("--count", 1000);
        int seed = options.Number("--seed", 1);
        Directory.CreateDirectory(folder);
        foreach (string one in kind == "all" ? CorpusKinds.Names : [kind])
        {
            Write(CorpusKinds.Create(one, seed), count, Path.Combine(folder, options.Text("--name") ?? one));
        }

        return 0;
    }

    /// <summary>Writes the two files of one corpus.</summary>
    public static void Write(ICorpus corpus, int count, string pathWithoutEnding)
    {
        using FileStream log = File.Create(pathWithoutEnding + ".log");
        using StreamWriter truths = File.CreateText(pathWithoutEnding + ".truth.jsonl");
        foreach ((byte[] line, TruthLine truth) in CorpusLines.From(corpus).Take(count))
        {
            log.Write(line);
            log.WriteByte((byte)'\n');
            truths.Write(TruthFile.Format(truth));
            truths.Write('\n');
        }
    }
}
