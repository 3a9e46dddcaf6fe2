namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>A part of a text.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">Behind its last byte.</param>
internal readonly record struct Part(int Start, int End)
{
    internal int Length => End - Start;
}
