namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>How far a value without quotes may go.</summary>
internal enum ValueKind
{
    /// <summary>To the first blank.</summary>
    Word,

    /// <summary>Over blanks, to the next name of a field: names of people, addresses and dates.</summary>
    Words,

    /// <summary>To the line's end: headers that hold credentials.</summary>
    Line,
}
