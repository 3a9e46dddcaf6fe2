namespace PhiLens.Pipeline.Redaction;

/// <summary>What redaction says about a record.</summary>
public enum RedactionVerdict
{
    /// <summary>No rule claims anything: the record leaves as it is.</summary>
    Unchanged,

    /// <summary>Rules claimed something: the record leaves redacted.</summary>
    Changed,

    /// <summary>A rule says that the record is dropped: it counts as filtered.</summary>
    LeftOut,

    /// <summary>Redaction could not decide: the record must not leave, and is dropped as withheld.</summary>
    Withheld,
}
