namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>How the tests of one <see cref="GrepStep"/> go together.</summary>
public enum GrepLogic
{
    /// <summary>In order, and the first that decides wins: a test that includes always decides, one that excludes when
    /// it matches. A record that no test decided about is kept.</summary>
    Legacy,

    /// <summary>All tests must match for the tests' effect: all of one kind.</summary>
    And,

    /// <summary>One test must match for the tests' effect: all of one kind.</summary>
    Or,
}
