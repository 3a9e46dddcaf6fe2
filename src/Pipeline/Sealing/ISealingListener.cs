namespace PhiLens.Pipeline.Sealing;

/// <summary>Hears what happens to keys, for the product's own log.</summary>
public interface ISealingListener
{
    /// <summary>A data key is in use from now on.</summary>
    /// <param name="scope">The scope of its values.</param>
    /// <param name="keyId">Its number as tokens have it.</param>
    void KeyMade(string scope, string keyId);

    /// <summary>A key could not be had; it is asked for again.</summary>
    /// <param name="purpose">What for: a scope, or the pseudonyms' root key.</param>
    /// <param name="reason">Why, as a short name.</param>
    /// <param name="wait">How long until the next try.</param>
    void KeyUnavailable(string purpose, string reason, TimeSpan wait);
}
