namespace PhiLens.Pipeline.Redaction.Text.Words;

/// <summary>What a word of the vocabulary leads to.</summary>
[Flags]
internal enum WordUse
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Numbers of some kind in the window around it: it has hints.</summary>
    Context = 1,

    /// <summary>A name, whatever stands between: <c>Dr.</c></summary>
    Title = 2,

    /// <summary>A name, when what follows looks like one: <c>patient</c>.</summary>
    Person = 4,

    /// <summary>A name behind a colon or equals sign: <c>name</c>.</summary>
    Named = 8,

    /// <summary>A secret behind a colon or equals sign.</summary>
    Secret = 16,

    /// <summary>Credentials of HTTP.</summary>
    Scheme = 32,

    /// <summary>The beginning of a secret itself.</summary>
    Token = 64,

    /// <summary>A private key in PEM.</summary>
    Pem = 128,

    /// <summary>The token of a value that was redacted before.</summary>
    Redacted = 256,

    /// <summary>A segment of a path, behind which an identifier stands.</summary>
    Path = 512,
}
