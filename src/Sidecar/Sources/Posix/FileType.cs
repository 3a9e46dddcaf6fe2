using System.Buffers.Binary;

namespace PhiLens.Sidecar.Sources.Posix;

/// <summary>
/// What kind of file a path names, by <c>statx</c>: its structure is the same on every architecture, that of
/// <c>stat</c> is not.
/// </summary>
internal static class FileType
{
    /// <summary>Nothing has this path.</summary>
    internal const int Missing = 0;

    /// <summary>A socket (S_IFSOCK).</summary>
    internal const int Socket = 0xC000;

    private const int TypeBits = 0xF000;
    private const int RelativeToCurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint WantType = 1;
    private const int StructureSize = 256;
    private const int ModeOffset = 28;

    internal static unsafe int Of(string path)
    {
        Span<byte> status = stackalloc byte[StructureSize];
        fixed (byte* buffer = status)
        {
            if (LibC.StatX(RelativeToCurrentFolder, path, DoNotFollowLinks, WantType, buffer) != 0)
            {
                return Missing;
            }
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & TypeBits;
    }
}
