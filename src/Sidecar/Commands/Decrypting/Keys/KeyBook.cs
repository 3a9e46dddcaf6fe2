using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Pipeline.Sealing.Opening;

namespace PhiLens.Sidecar.Commands.Decrypting.Keys;

/// <summary>The key records that were found, and the keys that KMS opened for the caller, each once.</summary>
/// <param name="open">Opens a record's ciphertext with the caller's rights.</param>
/// <param name="search">Looks records up that were not in the text; null for nowhere.</param>
internal sealed class KeyBook(Func<KeyRecord, Task<SecretBytes>> open, KeyGroupSearch? search) : IDisposable
{
    /// <summary>Records of one number that differ: one can be the true one, the others are somebody's doing.</summary>
    private const int MostOfANumber = 8;

    private readonly Dictionary<string, List<KeyRecord>> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenedKey> _opened = new(StringComparer.Ordinal);
    private readonly HashSet<string> _searched = new(StringComparer.Ordinal);

    /// <summary>Takes a record, wherever it was found.</summary>
    /// <param name="record">The record.</param>
    public void Add(KeyRecord record)
    {
        if (!OpeningKey.IsOwn(record))
        {
            return;
        }

        if (!_records.TryGetValue(record.KeyId, out List<KeyRecord>? known))
        {
            _records[record.KeyId] = known = [];
        }

        if (known.Count < MostOfANumber && !known.Any(k => k.ToJson().AsSpan().SequenceEqual(record.ToJson())))
        {
            known.Add(record);
            if (_opened.GetValueOrDefault(record.KeyId) is { Key: null })
            {
                _opened.Remove(record.KeyId);
            }
        }
    }

    /// <summary>The records of a key's number, looked up when none was in the text.</summary>
    /// <param name="keyId">The number.</param>
    /// <returns>The records, and why there are none.</returns>
    public async Task<(IReadOnlyList<KeyRecord> Records, string? Problem)> RecordsAsync(string keyId)
    {
        string? problem = "no key record";
        if (!_records.ContainsKey(keyId) && search is not null && _searched.Add(keyId))
        {
            problem = await search.FindAsync(keyId, Add) ?? problem;
        }

        return _records.TryGetValue(keyId, out List<KeyRecord>? found) ? (found, null) : ([], problem);
    }

    /// <summary>The key of a number, opened.</summary>
    /// <param name="keyId">The number.</param>
    /// <param name="mayOpen">Whether KMS may be asked for a record.</param>
    public async Task<OpenedKey> OpenAsync(string keyId, Func<KeyRecord, bool> mayOpen)
    {
        if (_opened.TryGetValue(keyId, out OpenedKey? known))
        {
            return known;
        }

        (IReadOnlyList<KeyRecord> records, string? problem) = await RecordsAsync(keyId);
        OpenedKey opened = new(null, null, problem ?? "");
        foreach (KeyRecord record in records.ToArray())
        {
            opened = mayOpen(record) ? await OpenAsync(record) : new OpenedKey(null, record, null);
            if (opened.Key is not null)
            {
                break;
            }
        }

        return _opened[keyId] = opened;
    }

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        foreach (OpenedKey opened in _opened.Values)
        {
            opened.Key?.Dispose();
        }
    }

    private async Task<OpenedKey> OpenAsync(KeyRecord record)
    {
        try
        {
            using SecretBytes key = await open(record);
            var opened = OpeningKey.Of(record, key.Span);
            return new OpenedKey(opened, record, opened is null ? "the key record was changed" : null);
        }
        catch (NoKeyException denied)
        {
            return new OpenedKey(null, record, denied.Reason);
        }
    }
}
