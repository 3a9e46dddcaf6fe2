namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>What a receiver has seen.</summary>
/// <param name="Events">Events taken.</param>
/// <param name="Requests">PutLogEvents requests; zero where the receiver does not tell.</param>
/// <param name="BodyBytes">Bytes of their bodies; zero where the receiver does not tell.</param>
internal readonly record struct Arrivals(long Events, long Requests, long BodyBytes);
