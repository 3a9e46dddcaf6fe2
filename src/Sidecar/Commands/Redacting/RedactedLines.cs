using PhiLens.Pipeline.Framing;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;

namespace PhiLens.Sidecar.Commands.Redacting;

/// <summary>Redacts lines one by one and writes what may leave.</summary>
/// <param name="redactor">Redacts; null when redaction is off.</param>
/// <param name="origin">The container and stream whose rules hold.</param>
/// <param name="report">Hears what was done.</param>
internal sealed class RedactedLines(RecordRedactor? redactor, RecordOrigin origin, RedactReport report)
{
    private long _number;

    /// <summary>Writes a line, or nothing when it must not leave.</summary>
    /// <param name="piece">The line, or a piece of one of more than 16 MiB.</param>
    /// <param name="output">Where it goes.</param>
    public void Write(in LinePiece piece, Stream output)
    {
        _number += piece.IsFirst ? 1 : 0;
        ReadOnlySpan<byte> redacted = piece.Bytes;
        RedactionVerdict verdict = redactor?.Redact(origin, piece.Bytes, out redacted) ?? RedactionVerdict.Unchanged;
        report.Note(_number, verdict, verdict == RedactionVerdict.Unchanged ? [] : redactor!.Findings);
        if (verdict is RedactionVerdict.LeftOut or RedactionVerdict.Withheld)
        {
            return;
        }

        output.Write(redacted);
        if (piece.IsLast)
        {
            output.WriteByte((byte)'\n');
        }
    }
}
