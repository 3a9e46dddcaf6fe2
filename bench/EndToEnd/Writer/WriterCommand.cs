using System.Globalization;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Writer;

/// <summary>
/// The application whose output is forwarded: <c>writer FIFO|UNIXSOCKET PATH SHAPE BYTES WRITESIZE RATE</c>. A process
/// of its own, so that what it costs is never counted as the product's or the floor's. It prints <c>writing</c> when
/// it begins.
/// </summary>
internal static class WriterCommand
{
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var source = Enum.Parse<SourceKind>(arguments[0], ignoreCase: true);
        LineShape shape = LineShape.Parse(arguments[2]);
        long bytes = Number(arguments[3]);
        byte[] corpus = source == SourceKind.Forward ? ForwardMessages.Make(shape) : LogLines.Make(shape);
        int writeSize = (int)Number(arguments[4]);
        var pace = new Pace(Number(arguments[5]));
        using Outlet outlet = Outlet.Open(source, arguments[1]);
        Console.WriteLine("writing");
        Write(outlet, corpus, bytes - (bytes % shape.Length), writeSize == 0 ? shape.Length : writeSize, pace);
        return 0;
    }

    /// <summary>The arguments that make a writer write a work, or a part of it.</summary>
    internal static string[] Arguments(Workload work, string path, long bytes, int rate) =>
    [
        "writer",
        work.Source.ToString(),
        path,
        work.Shape.Name,
        bytes.ToString(CultureInfo.InvariantCulture),
        work.WriteSize.ToString(CultureInfo.InvariantCulture),
        rate.ToString(CultureInfo.InvariantCulture),
    ];

    private static void Write(Outlet outlet, byte[] corpus, long bytes, int writeSize, Pace pace)
    {
        int position = 0;
        for (long left = bytes; left > 0;)
        {
            int size = (int)Math.Min(Math.Min(writeSize, left), corpus.Length - position);
            outlet.Write(corpus.AsSpan(position, size));
            left -= size;
            position = position + size == corpus.Length ? 0 : position + size;
            pace.After(size);
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
