namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>How the rules of one <c>grep</c> go together.</summary>
internal enum GrepLogic
{
    /// <summary>In order, and the first that decides wins: a <c>Regex</c> always decides, an <c>Exclude</c> when it
    /// matches. A record that no rule decided about is kept.</summary>
    Legacy,

    /// <summary>All rules must match for the rules' effect: all of one kind.</summary>
    And,

    /// <summary>One rule must match for the rules' effect: all of one kind.</summary>
    Or,
}
