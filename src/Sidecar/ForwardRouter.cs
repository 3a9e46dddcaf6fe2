using System.Text;
using PhiLens.Pipeline.Shaping;
using PhiLens.Sidecar.Sources;

namespace PhiLens.Sidecar;

/// <summary>Sends the records of a tag, whole as JSON, to the stream that the templates name for it.</summary>
/// <param name="lanes">Knows the templates.</param>
internal sealed class ForwardRouter(LaneFactory lanes) : IForwardRouter
{
    /// <summary>FireLens tags are <c>container-firelens-taskid</c>.</summary>
    private const string TaskMark = "-firelens-";

    /// <inheritdoc/>
    public ForwardRoute? Route(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source)
    {
        string text = Encoding.UTF8.GetString(tag);
        int mark = text.IndexOf(TaskMark, StringComparison.Ordinal);
        string container = mark > 0 ? text[..mark] : text;
        string stream = source.SequenceEqual("stdout"u8) || source.SequenceEqual("stderr"u8)
            ? Encoding.ASCII.GetString(source)
            : Origin.OtherStream;
        return new ForwardRoute(lanes.Destination(new Origin(container, stream), text));
    }
}
