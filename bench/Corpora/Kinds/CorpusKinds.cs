namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>The kinds of corpora by name.</summary>
public static class CorpusKinds
{
    private static readonly Dictionary<string, Func<int, ICorpus>> All = new(StringComparer.Ordinal)
    {
        ["json"] = seed => new JsonCorpus(seed),
        ["text"] = seed => new TextCorpus(seed),
        ["fhir"] = seed => new FhirCorpus(seed),
        ["hl7"] = seed => new Hl7Corpus(seed),
        ["x12"] = seed => new X12Corpus(seed),
        ["hard"] = seed => new HardCorpus(seed),
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>A corpus; the same kind and seed always draw the same records.</summary>
    public static ICorpus Create(string kind, int seed) =>
        All.TryGetValue(kind, out Func<int, ICorpus>? create)
            ? create(seed)
            : throw new ArgumentException($"no such kind: {kind}; there are {string.Join(", ", Names)}", nameof(kind));
}
