namespace PhiLens.Pipeline.Records;

/// <summary>What sealing is set up for, asked while a policy is read.</summary>
public interface ISealingSetup
{
    /// <summary>Whether values can be encrypted at all: a key is configured.</summary>
    bool CanEncrypt { get; }

    /// <summary>Whether values can be turned into pseudonyms at all: a root key is configured.</summary>
    bool CanPseudonymise { get; }

    /// <summary>The number of a scope, whose values have keys of their own.</summary>
    /// <param name="name">The scope's name; empty for the scope of everything that names none.</param>
    /// <returns>A number from 0, the same for the same name.</returns>
    int ScopeOf(string name);
}
