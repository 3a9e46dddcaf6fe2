namespace PhiLens.Pipeline.Redaction;

/// <summary>What a rule does with a value that it claims.</summary>
public enum RedactionAction
{
    /// <summary><c>erase</c>: <c>[REDACTED:label]</c> stands in its place.</summary>
    Erase,

    /// <summary><c>mask</c>: letters and digits become stars, but for the last ones that the rule keeps.</summary>
    Mask,

    /// <summary><c>year</c>: of a date only the year stays, and not even that when it tells an age over 89.</summary>
    Year,

    /// <summary><c>zip3</c>: of a ZIP code the first three digits stay, or <c>000</c> for a small area.</summary>
    Zip3,

    /// <summary><c>age90</c>: an age over 89 becomes <c>90+</c>; a lower one stays.</summary>
    Age90,

    /// <summary><c>drop-field</c>: the field goes with its name; what is not a field is erased.</summary>
    DropField,

    /// <summary><c>drop-record</c>: the whole record is left out, and counted as filtered.</summary>
    DropRecord,

    /// <summary><c>pseudonym</c>: the same value becomes the same token, which nobody can turn back.</summary>
    Pseudonym,

    /// <summary><c>encrypt</c>: a token that the holder of the KMS key can open.</summary>
    Encrypt,

    /// <summary><c>allow</c>: an exception; the value stays, unless an earlier rule claims it.</summary>
    Allow,
}
