using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PhiLens.EndToEnd.Tests.Chaos.Writers;

/// <summary>Opens named pipes without waiting for a reader: one that is gone would hold the writer for ever.</summary>
internal static partial class NamedPipe
{
    private const int WriteOnlyNonBlocking = 1 | 0x800;
    private const int SetFlags = 4;
    private const int NoReader = 6;
    private const int NoSuchFile = 2;

    /// <summary>A stream whose writes wait for room as usual; null when there is no reader.</summary>
    internal static FileStream? TryOpenToWrite(string path)
    {
        int descriptor = Open(path, WriteOnlyNonBlocking);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error is NoReader or NoSuchFile ? null : throw new Win32Exception(error);
        }

        _ = Control(descriptor, SetFlags, 0);
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int argument);
}
