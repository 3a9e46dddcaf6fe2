namespace PhiLens.LocalAws.Ingest;

/// <summary>One event of a request; its message lies in the request's text.</summary>
internal readonly record struct PutEvent(long Timestamp, int Offset, int Length);
