using System.Text;

namespace PhiLens.Sidecar.Sources;

/// <summary>Where lines come from, for the templates. Never taken from a log line.</summary>
/// <param name="Container">The container's name.</param>
/// <param name="Stream"><c>stdout</c>, <c>stderr</c> or <c>log</c>.</param>
internal readonly record struct Origin(string Container, string Stream)
{
    /// <summary>The stream of what is neither standard output nor standard error.</summary>
    internal const string OtherStream = "log";

    /// <summary>What stands between the container's name and the task's id in a tag of FireLens.</summary>
    private const string TaskMark = "-firelens-";

    /// <summary>
    /// The origin that a pipe's or socket's path tells: <c>/streams/api.stdout</c> is container <c>api</c>, stream
    /// <c>stdout</c>; any ending but stdout and stderr means stream <c>log</c>.
    /// </summary>
    /// <param name="path">The path.</param>
    internal static Origin FromPath(string path)
    {
        string ending = Path.GetExtension(path).TrimStart('.');
        string container = Path.GetFileNameWithoutExtension(path);
        return new Origin(container, ending is "stdout" or "stderr" ? ending : OtherStream);
    }

    /// <summary>The origin that a Forward tag and a record's <c>source</c> tell.</summary>
    /// <param name="tag">The tag; FireLens writes <c>container-firelens-taskid</c>.</param>
    /// <param name="source">The source; any but stdout and stderr means stream <c>log</c>.</param>
    internal static Origin FromTag(string tag, ReadOnlySpan<byte> source)
    {
        int mark = tag.IndexOf(TaskMark, StringComparison.Ordinal);
        bool isKnown = source.SequenceEqual("stdout"u8) || source.SequenceEqual("stderr"u8);
        return new Origin(mark > 0 ? tag[..mark] : tag, isKnown ? Encoding.ASCII.GetString(source) : OtherStream);
    }

    /// <summary>The origin of what has no path of its own: standard input and TCP.</summary>
    /// <param name="hostName">The machine's host name.</param>
    internal static Origin FromHost(string hostName) => new(hostName, OtherStream);
}
