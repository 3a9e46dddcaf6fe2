namespace PhiLens.LocalAws.Signing;

/// <summary>What a signing key is limited to: a day, a region and a service.</summary>
internal sealed record CredentialScope(string Date, string Region, string Service, string Terminator)
{
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
