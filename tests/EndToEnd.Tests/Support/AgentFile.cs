namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>A recorded file of the ECS agent, moved to a folder and to ports of the test.</summary>
internal sealed class AgentFile
{
    private readonly string _name;

    internal AgentFile(string name) => _name = name;

    /// <summary>The TCP port of Forward.</summary>
    internal int Port { get; } = FreePort.Next();

    /// <summary>The port of the health check.</summary>
    internal int ProbePort { get; } = FreePort.Next();

    /// <summary>What <c>FIRELENS__CONFIG</c> names.</summary>
    internal static (string Name, string Value) Setting => ("PHILENS_FIRELENS__CONFIG", "{streams}/fluent-bit.conf");

    /// <summary>Writes the file with its sockets in a folder; all else is as the agent wrote it.</summary>
    internal void WriteTo(DirectoryInfo folder) => WriteTo(folder, folder.FullName);

    /// <summary>Writes the file into a folder, with its socket in another.</summary>
    internal void WriteTo(DirectoryInfo folder, string socketFolder)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "tests", "data", _name));
        text = text
            .Replace("/var/run/fluent.sock", $"{socketFolder}/fluent.sock", StringComparison.Ordinal)
            .Replace("/fluent-bit/etc/external.conf", $"{folder.FullName}/external.conf", StringComparison.Ordinal)
            .Replace("Listen 0.0.0.0", "Listen 127.0.0.1", StringComparison.Ordinal)
            .Replace("Port 24224", $"Port {Port}", StringComparison.Ordinal)
            .Replace("Port 8877", $"Port {ProbePort}", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.FullName, "fluent-bit.conf"), text);
    }
}
