namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>How much a policy document may ask for: far more than anybody writes, and still quick.</summary>
internal static class PolicyLimits
{
    /// <summary>256 KiB: a thousand rules of 250 bytes.</summary>
    internal const int Document = 256 * 1024;

    internal const int Rules = 1000;

    /// <summary>Names in one list.</summary>
    internal const int List = 1000;

    /// <summary>Names of keys of all rules together.</summary>
    internal const int Keys = 5000;

    /// <summary>Names with stars: each is compared with every name that is seen for the first time.</summary>
    internal const int KeysWithStars = 500;

    internal const int Paths = 1000;

    internal const int Patterns = 100;

    /// <summary>Characters of an expression.</summary>
    internal const int PatternLength = 1000;

    internal const int Values = 2000;

    /// <summary>Characters of an exact text.</summary>
    internal const int ValueLength = 256;

    /// <summary>Characters of any other text.</summary>
    internal const int Text = 256;

    /// <summary>Steps of a path.</summary>
    internal const int Steps = 32;

    /// <summary>Characters of a rule's name, as tokens hold them.</summary>
    internal const int Name = 64;

    internal const int Keep = 64;

    internal const int Errors = 100;
}
