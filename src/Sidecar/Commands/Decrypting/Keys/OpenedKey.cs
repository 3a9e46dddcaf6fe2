using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Pipeline.Sealing.Opening;

namespace PhiLens.Sidecar.Commands.Decrypting.Keys;

/// <summary>What asking for a key came to.</summary>
/// <param name="Key">The key; null when there is none.</param>
/// <param name="Record">Its record; null when none was found.</param>
/// <param name="Problem">Why there is no key; null when nobody wanted it opened.</param>
internal sealed record OpenedKey(OpeningKey? Key, KeyRecord? Record, string? Problem);
