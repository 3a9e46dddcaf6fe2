namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>A kind of log that is made up without an end.</summary>
public interface ICorpus
{
    /// <summary>The next record, or the lines of one message that belong together.</summary>
    IReadOnlyList<CorpusRecord> Draw();
}
