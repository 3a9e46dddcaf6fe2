namespace PhiLens.Pipeline.Framing;

/// <summary>Says where a line that is too long to be held as a whole is cut.</summary>
/// <param name="text">The beginning of what is left of the line; it goes on behind it.</param>
/// <returns>The length of the piece, from 1 to that of the text.</returns>
public delegate int PieceCut(ReadOnlySpan<byte> text);
