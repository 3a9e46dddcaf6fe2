namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>A set of fields that a policy can name as a whole.</summary>
internal enum FieldSet
{
    /// <summary><c>common</c>: names of fields as applications write them.</summary>
    Common,

    /// <summary><c>fhir-r4</c>: elements of FHIR resources.</summary>
    FhirR4,

    /// <summary><c>hl7-v2</c>: fields of HL7 v2 messages.</summary>
    Hl7V2,

    /// <summary><c>x12</c>: elements of X12 transactions.</summary>
    X12,

    /// <summary><c>cda</c>: elements of clinical documents in XML, and of other messages of HL7 version 3.</summary>
    Cda,

    /// <summary>How many there are; not a set.</summary>
    Count,
}
