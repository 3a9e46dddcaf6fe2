namespace PhiLens.Bench.EndToEnd.Work;

/// <summary>What the lines of a work are made of.</summary>
internal enum LineContent
{
    /// <summary>Prose of an ordinary log: hardly a byte that JSON escapes.</summary>
    Text,

    /// <summary>One JSON object a line: a quote to escape about every dozen bytes.</summary>
    Json,

    /// <summary>As <see cref="Json"/>, with a made-up patient in every line: about a dozen values to redact.</summary>
    Patient,

    /// <summary>Prose in which every third word has characters of two and three bytes.</summary>
    Utf8,

    /// <summary>Random bytes but for the line feed: damaged UTF-8 and control characters.</summary>
    Junk,
}
