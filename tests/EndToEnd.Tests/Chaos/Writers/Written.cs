namespace PhiLens.EndToEnd.Tests.Chaos.Writers;

/// <summary>
/// What one connection of a writer handed to the kernel. Each has a number of its own, because only the lines of one
/// connection have an order.
/// </summary>
/// <param name="id">The number in its lines.</param>
internal sealed class Written(int id)
{
    private readonly Dictionary<int, int> _sends = [];

    internal int Id { get; } = id;

    /// <summary>Lines were numbered from 0 up to here.</summary>
    internal int Lines { get; private set; }

    /// <summary>Empty lines.</summary>
    internal int Blanks { get; set; }

    /// <summary>
    /// Lines in packed messages. One that memory has no room to read to its end is counted as one lost record, because
    /// only its end says how many it holds.
    /// </summary>
    internal long Packed { get; set; }

    /// <summary>
    /// Whether the other side may not have read all: it closed first, or the writer reset the connection. Then one
    /// line may even be torn.
    /// </summary>
    internal bool IsCutOff { get; set; }

    /// <summary>Lines whose chunk the sidecar acknowledged.</summary>
    internal HashSet<int> Acknowledged { get; } = [];

    /// <summary>Lines sent, and sent again: how many records the sidecar can have seen.</summary>
    internal long Instances => Lines + _sends.Values.Sum(s => (long)s - 1);

    /// <summary>The next line's number. Counted once it is written.</summary>
    internal void Wrote(int lines = 1) => Lines += lines;

    /// <summary>A chunk's lines were sent once more.</summary>
    internal void SentAgain(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            _sends[i] = Sends(i) + 1;
        }
    }

    /// <summary>How often a line was sent.</summary>
    internal int Sends(int line) => _sends.GetValueOrDefault(line, 1);
}
