using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>Values that do not matter to a test.</summary>
internal static class Some
{
    internal static readonly LogStreamName Stream = new("/ecs/clinic", "api/1");

    internal static BlockPool Pool(long limit = 64 * 1024 * 1024) => new(new MemoryBudget(limit));

    internal static LogRecord Record(string message = "a line", long time = 1_000, bool ownTime = false) =>
        new(Encoding.UTF8.GetBytes(message), time) { HasOwnTime = ownTime };

    /// <summary>Random bytes of which about half are text, so that every branch of a byte scanner is met.</summary>
    internal static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)random.Next(' ', '~');
        }

        return bytes;
    }
}
