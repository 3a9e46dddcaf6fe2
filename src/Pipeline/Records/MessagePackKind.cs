namespace PhiLens.Pipeline.Records;

/// <summary>The kinds of MessagePack values.</summary>
public enum MessagePackKind
{
    /// <summary>Nil.</summary>
    Nil,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number in a signed form.</summary>
    WholeNumber,

    /// <summary>A whole number in an unsigned form.</summary>
    NaturalNumber,

    /// <summary>A number with 32 or 64 bits of floating point.</summary>
    RealNumber,

    /// <summary>Text; its bytes need not be valid UTF-8.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A map.</summary>
    Map,

    /// <summary>Bytes with a type of the application's.</summary>
    Extension,
}
