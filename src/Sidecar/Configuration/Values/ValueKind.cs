namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>Reads one kind of value.</summary>
/// <typeparam name="T">What the text means.</typeparam>
/// <param name="Name">What the table of settings calls it: <c>size</c>, <c>switch</c>.</param>
/// <param name="Parse">Reads a text that is not empty.</param>
/// <param name="TakesParts">Whether a JSON array or object may be given.</param>
/// <param name="IsNamed">Whether the parts are pairs of a name and a value.</param>
internal sealed record ValueKind<T>(string Name, Parser<T> Parse, bool TakesParts = false, bool IsNamed = false);
