namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>
/// Finds what a redactor changed, from the original and its output alone: the shortest edit script over tokens
/// (E. Myers, "An O(ND) difference algorithm and its variations", 1986), with changes joined that only signs part.
/// </summary>
public static class Alignment
{
    /// <summary>Beyond this many edits the whole middle counts as one change.</summary>
    private const int MostEdits = 3000;

    /// <summary>Signs between the parts of one value: <c>) </c> and the like.</summary>
    private const int MostSignsBetween = 3;

    public static List<Change> Of(ReadOnlyMemory<byte> original, ReadOnlyMemory<byte> redacted)
    {
        if (original.Span.SequenceEqual(redacted.Span))
        {
            return [];
        }

        List<Token> before = Token.Of(original.Span);
        List<Token> after = Token.Of(redacted.Span);
        bool Same(int i, int j) => original.Span.Slice(before[i].Start, before[i].Length)
            .SequenceEqual(redacted.Span.Slice(after[j].Start, after[j].Length));

        int head = 0;
        while (head < Math.Min(before.Count, after.Count) && Same(head, head))
        {
            head++;
        }

        int tail = 0;
        while (tail < Math.Min(before.Count, after.Count) - head && Same(before.Count - 1 - tail,
            after.Count - 1 - tail))
        {
            tail++;
        }

        List<(int I, int J, int Count)> kept = Kept(
            before.Count - head - tail, after.Count - head - tail, (i, j) => Same(i + head, j + head));
        return Joined(before, after, [(0, 0, head), .. kept.Select(k => (k.I + head, k.J + head, k.Count)),
            (before.Count - tail, after.Count - tail, tail)]);
    }

    /// <summary>The runs that both sides share, in order.</summary>
    private static List<(int I, int J, int Count)> Kept(int n, int m, Func<int, int, bool> same)
    {
        int most = Math.Min(n + m, MostEdits);
        int[] furthest = new int[2 * most + 3];
        var history = new List<int[]>();
        for (int edits = 0; edits <= most; edits++)
        {
            history.Add(furthest[(most - edits)..(most + edits + 3)]);
            if (Step(furthest, most, edits, (n, m), same))
            {
                return Backtrack(history, n, m);
            }
        }

        return [];
    }

    /// <summary>Goes one edit further on every diagonal; true when the end is reached.</summary>
    private static bool Step(int[] furthest, int offset, int edits, (int N, int M) end, Func<int, int, bool> same)
    {
        for (int k = -edits; k <= edits; k += 2)
        {
            int down = furthest[offset + 1 + k + 1];
            int right = furthest[offset + 1 + k - 1];
            int i = k == -edits || (k != edits && right < down) ? down : right + 1;
            while (i < end.N && i - k < end.M && i - k >= 0 && same(i, i - k))
            {
                i++;
            }

            furthest[offset + 1 + k] = i;
            if (i >= end.N && i - k >= end.M)
            {
                return true;
            }
        }

        return false;
    }

    private static List<(int I, int J, int Count)> Backtrack(List<int[]> history, int n, int m)
    {
        var kept = new List<(int, int, int)>();
        int i = n;
        int j = m;
        for (int edits = history.Count - 1; edits >= 0; edits--)
        {
            int[] furthest = history[edits];
            int center = edits + 1;
            int k = i - j;
            bool down = k == -edits || (k != edits && furthest[center + k - 1] < furthest[center + k + 1]);
            int fromK = down ? k + 1 : k - 1;
            int fromI = edits == 0 ? 0 : furthest[center + fromK];
            int start = edits == 0 ? 0 : down ? fromI : fromI + 1;
            if (i > start)
            {
                kept.Add((start, start - k, i - start));
            }

            i = fromI;
            j = fromI - fromK;
        }

        kept.Reverse();
        return kept;
    }

    private static List<Change> Joined(List<Token> before, List<Token> after, List<(int I, int J, int Count)> kept)
    {
        var changes = new List<(int I, int J, int EndI, int EndJ)>();
        int i = 0;
        int j = 0;
        foreach ((int keptI, int keptJ, int count) in kept.Where(k => k.Count > 0).Append((before.Count, after.Count,
            0)))
        {
            if (keptI > i || keptJ > j)
            {
                Add(changes, before, (i, j, keptI, keptJ));
            }

            (i, j) = (keptI + count, keptJ + count);
        }

        return [.. changes.Select(c => new Change(
            At(before, c.I), At(before, c.EndI) - At(before, c.I), At(after, c.J),
                At(after, c.EndJ) - At(after, c.J)))];
    }

    /// <summary>
    /// Adds a change, or widens the last one when only signs part them and one of them is half a change.
    /// </summary>
    private static void Add(
        List<(int I, int J, int EndI, int EndJ)> changes, List<Token> before, (int I, int J, int EndI, int EndJ) next)
    {
        if (changes is [.., var last]
            && next.I - last.EndI <= MostSignsBetween
            && (IsHalf(last) || IsHalf(next))
            && !before[last.EndI..next.I].Exists(t => t.IsWord))
        {
            changes[^1] = last with { EndI = next.EndI, EndJ = next.EndJ };
            return;
        }

        changes.Add(next);
    }

    /// <summary>Only taken away, or only put in.</summary>
    private static bool IsHalf((int I, int J, int EndI, int EndJ) change) =>
        change.I == change.EndI || change.J == change.EndJ;

    private static int At(List<Token> tokens, int index) =>
        index < tokens.Count ? tokens[index].Start : tokens is [.., var last] ? last.End : 0;
}
