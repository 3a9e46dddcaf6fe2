namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>What a record must still be after redaction.</summary>
public enum RecordForm
{
    /// <summary>Text: nothing to keep but what is not PHI.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>An HL7 v2 message, or one segment of it.</summary>
    Hl7,

    /// <summary>An X12 interchange.</summary>
    X12,
}
