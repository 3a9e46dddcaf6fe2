using System.Runtime.InteropServices;

namespace PhiLens.Pipeline.Records;

/// <summary>Where one event stands in a batch's body. 12 bytes, kept in a pooled block.</summary>
/// <param name="Offset">The first byte of the event's JSON object in the body.</param>
/// <param name="Length">The length of its JSON object.</param>
/// <param name="Time">Its time in milliseconds after the batch's first appended event; may be negative.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct EventEntry(int Offset, int Length, int Time)
{
    /// <summary>Orders by time, and equal times by arrival.</summary>
    /// <param name="left">One entry.</param>
    /// <param name="right">Another entry of the same batch.</param>
    public static int CompareByTime(EventEntry left, EventEntry right)
    {
        int byTime = left.Time.CompareTo(right.Time);
        return byTime != 0 ? byTime : left.Offset.CompareTo(right.Offset);
    }
}
