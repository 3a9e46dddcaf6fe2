using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Joining;

/// <summary>
/// Keeps the lines of one connection that Docker cut into fragments of 16 KiB, until their last fragment comes, they
/// have waited for too long, or too many are open. The keys of a fragment stand at <see cref="RecordFields"/>; a line
/// is known by its container, stream and <c>partial_id</c>, so stdout and stderr may come mixed.
/// </summary>
/// <param name="buffers">Where the memory comes from.</param>
/// <param name="time">The clock.</param>
/// <param name="age">How long a line waits for its last fragment.</param>
/// <param name="maxLine">The longest line that is joined, in bytes.</param>
internal sealed class FragmentJoiner(ReadBuffers buffers, TimeProvider time, TimeSpan age, int maxLine)
{
    /// <summary>A container has two streams; more are open only when one connection serves many containers.</summary>
    private const int MostOpen = 64;

    private readonly List<OpenLine> _open = [];

    /// <summary>The line that was opened first; null when none is open.</summary>
    internal OpenLine? Oldest => _open.Count > 0 ? _open[0] : null;

    /// <summary>The oldest line when it must go on as it is before another can be opened.</summary>
    internal OpenLine? InTheWay => _open.Count >= MostOpen ? _open[0] : null;

    /// <summary>How long until the oldest line must go on; null when none is open.</summary>
    internal TimeSpan? UntilDue => Oldest is { } oldest ? age - time.GetElapsedTime(oldest.Came) : null;

    /// <summary>Finds the line that a fragment belongs to.</summary>
    internal OpenLine? Find(in RecordFields fields)
    {
        foreach (OpenLine line in _open)
        {
            if (!line.IsEnding && line.Is(fields))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Opens a line with its first fragment, whose text is not yet joined.</summary>
    internal RentStatus TryOpen(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> record, long timeOfLine, out OpenLine? line)
    {
        RentStatus status = OpenLine.TryOpen(buffers, tag, record, (timeOfLine, time.GetTimestamp()), out line);
        if (line is not null)
        {
            _open.Add(line);
        }

        return status;
    }

    /// <summary>Whether a fragment's text would make a line longer than the bound.</summary>
    internal bool WouldBeTooLong(OpenLine line, in RecordFields fields) =>
        line.Line.Length > 0 && line.Line.Length + fields.Log.Length > maxLine;

    /// <summary>A line has gone on, and its chunks know.</summary>
    internal void Close(OpenLine line)
    {
        _open.Remove(line);
        line.Close();
    }
}
