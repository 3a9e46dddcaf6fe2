namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>An element that is open.</summary>
/// <param name="Name">Its name with the prefix of its namespace.</param>
/// <param name="Rule">The rule that claims its text: its own, or that of an element around it.</param>
/// <param name="Within">The rule that claims the text of elements within it.</param>
/// <param name="Own">The rule of its own name, which holds for its attribute <c>value</c> too.</param>
/// <param name="Hints">What its name says about its text.</param>
internal readonly record struct XmlLevel(Part Name, int Rule, int Within, int Own, Hints Hints);
