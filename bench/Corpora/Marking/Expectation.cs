namespace PhiLens.Bench.Corpora.Marking;

/// <summary>What a redactor may lean on to find a value.</summary>
public enum Expectation
{
    /// <summary>The value's own form is enough: nothing around it helps.</summary>
    Bare,

    /// <summary>A key or a keyword beside it says what it is.</summary>
    Keyed,

    /// <summary>Its place in a known structure says what it is: FHIR, HL7 v2, X12.</summary>
    Structured,

    /// <summary>It is free text after a trigger word, such as "patient" or "Mrs.".</summary>
    Trigger,

    /// <summary>Base64 of something that holds PHI: found only where decoding is switched on.</summary>
    Base64,

    /// <summary>
    /// May stay and may go: reasonable policies differ. It counts neither as a miss nor as a mistake.
    /// </summary>
    Optional,
}
