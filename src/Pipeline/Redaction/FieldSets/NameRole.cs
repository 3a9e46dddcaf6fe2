namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>What an object of some name is.</summary>
internal enum NameRole
{
    /// <summary>It does not say: what is around it counts.</summary>
    Unknown,

    /// <summary>A person whose data is protected: <c>patient</c>, <c>guarantor</c>, <c>next_of_kin</c>.</summary>
    Person,

    /// <summary>Such a person whose name often stands there itself: <c>"patient":"Ann Lee"</c>.</summary>
    NamedPerson,

    /// <summary>A part of an address that is as large as a state, or says nothing of the place.</summary>
    StaysInAddress,

    /// <summary>Something that has a name and a number of its own: <c>plan</c>, <c>facility</c>.</summary>
    Thing,
}
