using System.Globalization;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>The memory limit that the container runtime set, as the control group shows it to the container.</summary>
/// <remarks>
/// Both versions of control groups are read where a container sees its own: <c>memory.max</c> (version 2) and
/// <c>memory/memory.limit_in_bytes</c> (version 1). A process outside a container finds none, or one for the machine.
/// </remarks>
internal static class ContainerMemory
{
    /// <summary>Where control groups are mounted.</summary>
    public const string DefaultRoot = "/sys/fs/cgroup";

    /// <summary>1 PiB: version 1 says "no limit" with a number near 2^63.</summary>
    private const long Unbelievable = 1L << 50;

    private static readonly string[] Files = ["memory.max", "memory/memory.limit_in_bytes"];

    /// <summary>The limit in bytes, or null when there is none, it cannot be read, or it makes no sense.</summary>
    /// <param name="root">The folder where control groups are mounted.</param>
    public static long? Limit(string root = DefaultRoot)
    {
        foreach (string file in Files)
        {
            if (Read(Path.Combine(root, file)) is { } limit)
            {
                return limit;
            }
        }

        return null;
    }

    private static long? Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path).Trim();
            bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long limit);
            return isNumber && limit is > 0 and < Unbelievable ? limit : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
