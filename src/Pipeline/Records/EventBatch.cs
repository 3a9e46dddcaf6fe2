namespace PhiLens.Pipeline.Records;

/// <summary>Placeholder, replaced within the next commits.</summary>
public sealed class EventBatch;
