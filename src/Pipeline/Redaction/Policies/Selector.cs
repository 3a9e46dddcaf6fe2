namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>How a rule of the document selects what it is about.</summary>
internal enum Selector
{
    /// <summary><c>key</c>: names of fields.</summary>
    Key,

    /// <summary><c>path</c>: names on the way to a field.</summary>
    Path,

    /// <summary><c>detector</c>: kinds of values.</summary>
    Detector,

    /// <summary><c>pattern</c>: a regular expression.</summary>
    Pattern,

    /// <summary><c>value</c>: exact texts.</summary>
    Value,

    /// <summary><c>fields</c>: a field set.</summary>
    Fields,

    /// <summary><c>use</c>: the rules of the preset.</summary>
    Use,
}
