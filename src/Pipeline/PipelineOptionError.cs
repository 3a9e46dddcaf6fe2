namespace PhiLens.Pipeline;

/// <summary>One thing that is wrong with a <see cref="PipelineOptions"/>.</summary>
/// <param name="Option">The property's name.</param>
/// <param name="Rule">The rule that it breaks, to be read after the setting's name: "must be …".</param>
public sealed record PipelineOptionError(string Option, string Rule);
