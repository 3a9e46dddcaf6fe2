namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>
/// One thing that is wrong with a policy document. It repeats nothing of the document but the name of the rule: values
/// and expressions may hold what must not be seen.
/// </summary>
/// <param name="Rule">The rule's place in <c>rules</c>, from 1; 0 when it is about the document.</param>
/// <param name="Name">The rule's name; empty when it has none.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
/// <param name="Message">What is wrong and what to do, without a full stop.</param>
public sealed record PolicyError(int Rule, string Name, int Line, int Column, string Message)
{
    /// <summary>One line: <c>rule 3 "account" (line 4, column 12): …</c></summary>
    public override string ToString()
    {
        string place = $"(line {Line}, column {Column}): {Message}";
        string name = Name.Length == 0 ? "" : $" \"{Name}\"";
        return Rule == 0 ? $"document {place}" : $"rule {Rule}{name} {place}";
    }
}
