using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Commands.Decrypting;

/// <summary>Tells what was opened and what was not: numbers, keys, scopes and reasons, and never a value.</summary>
/// <param name="context">Where it is told.</param>
internal sealed class DecryptReport(CommandContext context)
{
    private readonly SortedDictionary<(string KeyId, string? Scope, string Problem), long> _closed = [];
    private readonly SortedDictionary<string, (KeyRecord? Record, SortedDictionary<string, long> Types)> _seen =
        new(StringComparer.Ordinal);

    private long _opened;

    /// <summary>Whether a token that was to be opened stayed closed.</summary>
    public bool HasClosed => _closed.Count > 0;

    /// <summary>A token was opened.</summary>
    public void Opened() => _opened++;

    /// <summary>A token stays as it is.</summary>
    /// <param name="keyId">The key that it names.</param>
    /// <param name="scope">The key's scope, as far as it is known.</param>
    /// <param name="problem">Why.</param>
    public void StaysClosed(string keyId, string? scope, string problem)
    {
        (string, string?, string) place = (keyId, scope, problem);
        _closed[place] = _closed.GetValueOrDefault(place) + 1;
    }

    /// <summary>A token names a key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="type">The token's type.</param>
    /// <param name="record">The key's record; null when there is none.</param>
    public void Seen(string keyId, string type, KeyRecord? record)
    {
        SortedDictionary<string, long> types =
            _seen.TryGetValue(keyId, out var known) ? known.Types : new(StringComparer.Ordinal);
        types[type] = types.GetValueOrDefault(type) + 1;
        _seen[keyId] = (record ?? known.Record, types);
    }

    /// <summary>Tells what became of the tokens.</summary>
    /// <param name="target">Where: standard output when nothing else goes there.</param>
    public void Summarise(TextWriter target)
    {
        if (_closed.Count > 0 || !ReferenceEquals(target, context.Error) || context.IsErrorTerminal)
        {
            target.WriteLine($"{_opened} values opened, {_closed.Values.Sum()} stay closed");
        }

        foreach (((string keyId, string? scope, string problem), long count) in _closed)
        {
            string of = scope is null ? "" : $" (scope {Shown(scope)})";
            target.WriteLine($"  {count} under key {keyId}{of}: {problem}");
        }
    }

    /// <summary>Whoever writes a log writes key records too: their text does not reach a terminal as it is.</summary>
    private static string Shown(string text) => Printable.OneLine(text, Printable.LongestMessage);

    /// <summary>Tells of the keys that the tokens name.</summary>
    public void ListKeys()
    {
        foreach ((string keyId, (KeyRecord? record, SortedDictionary<string, long> types)) in _seen)
        {
            string counts = string.Join(", ", types.Select(t => $"{t.Key} {t.Value}"));
            string origin = record is null
                ? "no key record"
                : $"scope {Shown(record.Scope)}, made {record.From.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, "
                    + Shown(record.MasterKey);
            context.Output.WriteLine($"{keyId}  {counts}  {origin}");
        }
    }
}
