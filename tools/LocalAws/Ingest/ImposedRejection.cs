namespace PhiLens.LocalAws.Ingest;

/// <summary>Borders that a test imposes on a request, whatever the events' times say.</summary>
internal sealed record ImposedRejection(int? TooOldEnd, int? ExpiredEnd, int? TooNewStart);
