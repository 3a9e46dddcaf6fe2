namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>How a structure writes characters that have a meaning of their own in it.</summary>
internal interface IEscapes
{
    /// <summary>The byte that every escape begins with.</summary>
    byte Lead { get; }

    /// <summary>Decodes what a text begins with.</summary>
    /// <param name="raw">A text that begins with <see cref="Lead"/>.</param>
    /// <param name="place">Room for as many bytes as the escape has.</param>
    /// <param name="written">How many bytes it stands for; never more than it has itself.</param>
    /// <returns>The escape's length; 1 for a lead byte that begins none, which then stands for itself.</returns>
    int Decode(ReadOnlySpan<byte> raw, Span<byte> place, out int written);
}
