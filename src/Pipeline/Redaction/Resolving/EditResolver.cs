namespace PhiLens.Pipeline.Redaction.Resolving;

/// <summary>
/// Decides between claims that overlap. The stronger rule wins, and its text stands in the place of both spans, so that
/// nothing of either is left. An exception keeps its span from weaker rules only. A field that is taken out takes what
/// was claimed in it along.
/// </summary>
internal static class EditResolver
{
    /// <summary>More exceptions times claims than this are not looked at: the claims then hold.</summary>
    private const long MostComparisons = 4_000_000;

    /// <summary>Leaves claims that do not overlap, in the order of the text.</summary>
    /// <param name="edits">The claims; afterwards the first ones are those that are left.</param>
    /// <param name="exceptions">Room for the exceptions, as long as the claims.</param>
    /// <returns>How many are left.</returns>
    internal static int Resolve(Span<Edit> edits, Span<Edit> exceptions)
    {
        int kept = TakeExceptions(edits, exceptions, out int count);
        edits = edits[..kept];
        if (count > 0 && (long)count * kept <= MostComparisons)
        {
            kept = Except(edits, exceptions[..count]);
        }

        edits[..kept].Sort(static (one, other) => one.Start != other.Start
            ? one.Start.CompareTo(other.Start)
            : one.Rule.CompareTo(other.Rule));
        return Merge(edits[..kept]);
    }

    private static int TakeExceptions(Span<Edit> edits, Span<Edit> exceptions, out int count)
    {
        int kept = 0;
        count = 0;
        foreach (Edit edit in edits)
        {
            if (edit.Text == Edit.Unchanged)
            {
                exceptions[count++] = edit;
            }
            else
            {
                edits[kept++] = edit;
            }
        }

        return kept;
    }

    /// <summary>Takes out or shortens what stronger exceptions cover.</summary>
    private static int Except(Span<Edit> edits, ReadOnlySpan<Edit> exceptions)
    {
        int kept = 0;
        foreach (Edit edit in edits)
        {
            Edit left = edit;
            foreach (Edit exception in exceptions)
            {
                if (exception.Rule < left.Rule && exception.Start < left.End && left.Start < exception.End)
                {
                    left = Without(left, exception);
                }
            }

            if (left.Start < left.End)
            {
                edits[kept++] = left;
            }
        }

        return kept;
    }

    /// <summary>
    /// A claim that goes beyond an exception on both sides holds as it is: it knows more of the text.
    /// </summary>
    private static Edit Without(Edit edit, in Edit exception)
    {
        bool isBefore = edit.Start < exception.Start;
        bool isBehind = edit.End > exception.End;
        if (isBefore && isBehind)
        {
            return edit;
        }

        edit.End = isBefore ? exception.Start : edit.End;
        edit.Start = isBefore ? edit.Start : isBehind ? exception.End : edit.End;
        edit.Text = isBefore || isBehind ? Edit.RuleToken : edit.Text;
        return edit;
    }

    private static int Merge(Span<Edit> edits)
    {
        int last = -1;
        foreach (Edit edit in edits)
        {
            if (last < 0 || edit.Start >= edits[last].End)
            {
                edits[++last] = edit;
            }
            else
            {
                edits[last] = Union(edits[last], edit);
            }
        }

        return last + 1;
    }

    private static Edit Union(in Edit one, in Edit other)
    {
        bool isOtherOut = other.Text == Edit.Nothing;
        bool isOneOut = one.Text == Edit.Nothing;
        Edit winner = isOneOut != isOtherOut ? isOneOut ? one : other : one.Rule <= other.Rule ? one : other;
        int start = Math.Min(one.Start, other.Start);
        int end = Math.Max(one.End, other.End);

        // What an action lets stand of its own span says nothing about the rest.
        bool isWider = start < winner.Start || end > winner.End;
        winner.Text = isWider && winner.Text >= 0 ? Edit.RuleToken : winner.Text;
        winner.Quotes = Math.Max(one.Quotes, other.Quotes);
        (winner.Start, winner.End) = (start, end);
        return winner;
    }
}
