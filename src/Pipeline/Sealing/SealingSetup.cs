using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Sealing;

/// <summary>Which keys are configured, and which scopes a policy named while it was read.</summary>
/// <param name="canEncrypt">Whether a KMS key is configured.</param>
/// <param name="canPseudonymise">Whether a root key is configured.</param>
public sealed class SealingSetup(bool canEncrypt, bool canPseudonymise) : ISealingSetup
{
    /// <summary>The scope of rules that name none.</summary>
    public const string DefaultScope = "default";

    private readonly List<string> _scopes = [];

    /// <inheritdoc/>
    public bool CanEncrypt => canEncrypt;

    /// <inheritdoc/>
    public bool CanPseudonymise => canPseudonymise;

    /// <summary>The scopes by their numbers: none when no rule encrypts.</summary>
    public IReadOnlyList<string> Scopes => _scopes;

    /// <inheritdoc/>
    public int ScopeOf(string name)
    {
        name = name.Length == 0 ? DefaultScope : name;
        int number = _scopes.IndexOf(name);
        if (number < 0)
        {
            number = _scopes.Count;
            _scopes.Add(name);
        }

        return number;
    }
}
