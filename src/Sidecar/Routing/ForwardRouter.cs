using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Sidecar.CloudWatch.Naming;
using PhiLens.Sidecar.Sources;

namespace PhiLens.Sidecar.Routing;

/// <summary>
/// Sends the records of a tag where the agent's file says, or without a file, whole as JSON, to the stream that the
/// settings' templates name for it.
/// </summary>
/// <param name="lanes">Knows the templates.</param>
/// <param name="tags">What becomes of tags first.</param>
internal sealed class ForwardRouter(LaneFactory lanes, TagRule tags) : IForwardRouter
{
    /// <inheritdoc/>
    public ForwardRoute? Route(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source)
    {
        string text = tags.Apply(Encoding.UTF8.GetString(tag));
        Origin origin = Origin.FromTag(text, source);
        ForwardRoute? route = Route(text, lanes.Values(origin, text));
        if (route is not null)
        {
            route.Origin = new RecordOrigin(origin.Container, origin.Stream);
        }

        return route;
    }

    private ForwardRoute? Route(string text, StreamNameValues values)
    {
        if (lanes.Routes is not { } routes)
        {
            return new ForwardRoute([.. lanes.OwnTargets(values)]);
        }

        bool isTaken = routes.IsTaken(text);
        if (!isTaken && routes.HasNoOutput)
        {
            return routes.Filtered(text, [.. lanes.OwnTargets(values)]);
        }

        if (!isTaken)
        {
            lanes.Events.TagUnmatched(text);
        }

        return routes.Find(values, isTaken ? lanes.ReceiverTargets(values) : []);
    }
}
