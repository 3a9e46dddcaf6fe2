using System.Net;
using System.Net.Sockets;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>Ports of the loopback address that nothing listens on.</summary>
internal static class FreePort
{
    internal static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
