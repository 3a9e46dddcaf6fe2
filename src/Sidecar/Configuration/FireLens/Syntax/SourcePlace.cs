namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>Where something was written.</summary>
/// <param name="File">The file's path as it was opened.</param>
/// <param name="Line">The line, counted from 1.</param>
internal sealed record SourcePlace(string File, int Line)
{
    /// <summary><c>file:line</c>.</summary>
    public override string ToString() => $"{File}:{Line}";
}
