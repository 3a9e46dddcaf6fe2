namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>The structures that may stand within a line of text.</summary>
internal enum StructureKind
{
    /// <summary>A JSON object, or an array of objects.</summary>
    Json,

    /// <summary>An XML element or document.</summary>
    Xml,

    /// <summary>An HL7 version 2 message.</summary>
    Hl7,

    /// <summary>An X12 interchange.</summary>
    X12,

    /// <summary>How many there are; not a structure.</summary>
    Count,
}
