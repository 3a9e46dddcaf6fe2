namespace PhiLens.LocalAws.Kms;

/// <summary>What the control endpoint says about a key.</summary>
/// <param name="Alias">Names the key.</param>
/// <param name="Enabled">Whether it may encrypt and decrypt from now on.</param>
internal sealed record KeySetting(string Alias, bool Enabled = true);
