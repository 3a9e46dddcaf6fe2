using System.Buffers.Binary;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>What Docker's own log driver wrote, as FireLens starts it: 516 messages, 512 records.</summary>
internal static class DockerRecording
{
    /// <summary>The tag of every record.</summary>
    internal const string Tag = "api-firelens-0123456789abcdef0123456789abcdef";

    /// <summary>The recorded messages, moved to the present: events of long ago are rejected.</summary>
    internal static byte[] Read()
    {
        byte[] bytes = File.ReadAllBytes(
            Path.Combine(Repository.Root, "tests", "data", "docker-fluentd-driver.bin"));
        uint now = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        for (int at = 0; at < bytes.Length - 6; at++)
        {
            // An EventTime: D7 00, then the seconds, which begin with 6B at the time of the recording.
            if (bytes[at] == 0xD7 && bytes[at + 1] == 0x00 && bytes[at + 2] == 0x6B)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 2), now);
            }
        }

        return bytes;
    }
}
