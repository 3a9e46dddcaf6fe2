namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>What bounds the reading, so that no file makes it loop or grow.</summary>
internal static class ReadingLimits
{
    /// <summary>The deepest chain of included files.</summary>
    public const int DeepestInclude = 8;

    /// <summary>The most files; Fluent Bit stops at 1000, and nobody comes near either.</summary>
    public const int MostFiles = 64;

    /// <summary>The most characters of one file: 1 MiB, as of the JSON document.</summary>
    public const int LongestFile = 1 << 20;

    /// <summary>The most characters of all files together: four of the longest.</summary>
    public const int LongestTotal = 4 * LongestFile;

    /// <summary>The longest value after its variables are replaced, in characters.</summary>
    public const int LongestValue = 64 * 1024;

    /// <summary>The most sections.</summary>
    public const int MostSections = 1000;

    /// <summary>The most errors that one report holds; who has more reads no further.</summary>
    public const int MostErrors = 100;

    /// <summary>The longest name of a section, a key or a plugin that a message repeats.</summary>
    public const int LongestShownName = 64;
}
