using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Sends every record the same way, and counts how often it was asked.</summary>
internal sealed class FixedRouter(ForwardRoute? route) : IForwardRouter
{
    internal int Asked { get; private set; }

    public ForwardRoute? Route(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source)
    {
        Asked++;
        return route;
    }
}
