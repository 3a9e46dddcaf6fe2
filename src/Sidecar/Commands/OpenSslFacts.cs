using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PhiLens.Sidecar.Commands;

/// <summary>What the OpenSSL library that the process uses says about itself.</summary>
/// <remarks>The functions exist since OpenSSL 3.0; with another library the answers are "unknown".</remarks>
internal static unsafe class OpenSslFacts
{
    private const string Unknown = "unknown";
    private const string LibraryName = "libcrypto.so.3";
    private const string KernelSwitch = "/proc/sys/crypto/fips_enabled";

    /// <summary>The library's own version text, for example <c>OpenSSL 3.0.15 3 Sep 2024</c>.</summary>
    public static string Version()
    {
        nint function = Find("OpenSSL_version");
        if (function != 0)
        {
            return Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<int, byte*>)function)(0)) ?? Unknown;
        }

        return RuntimeVersion() is { } number ? $"0x{number:x}" : Unknown;
    }

    /// <summary>
    /// <c>on</c> when every algorithm comes from a FIPS provider by default, <c>loaded, but not the default</c>,
    /// <c>off</c>, or <c>unknown</c>.
    /// </summary>
    public static string ProviderState()
    {
        // Asking the runtime first makes it read openssl.cnf, which decides on providers.
        _ = RuntimeVersion();
        nint isDefault = Find("EVP_default_properties_is_fips_enabled");
        nint isLoaded = Find("OSSL_PROVIDER_available");
        if (isDefault == 0 || isLoaded == 0)
        {
            return Unknown;
        }

        fixed (byte* name = "fips"u8)
        {
            bool hasProvider = ((delegate* unmanaged<nint, byte*, int>)isLoaded)(0, name) == 1;
            bool asksForIt = ((delegate* unmanaged<nint, int>)isDefault)(0) == 1;
            return (hasProvider, asksForIt) switch
            {
                (true, true) => "on",
                (true, false) => "loaded, but not the default",
                (false, true) => "asked for, but not loaded",
                _ => "off",
            };
        }
    }

    /// <summary>The kernel's FIPS mode: <c>on</c>, <c>off</c> or <c>unknown</c>.</summary>
    public static string KernelState()
    {
        try
        {
            return File.ReadAllText(KernelSwitch).Trim() == "1" ? "on" : "off";
        }
        catch (FileNotFoundException)
        {
            return "off";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }

    private static nint Find(string function) =>
        NativeLibrary.TryLoad(LibraryName, out nint library)
        && NativeLibrary.TryGetExport(library, function, out nint address)
            ? address
            : 0;

    private static long? RuntimeVersion()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            return SafeEvpPKeyHandle.OpenSslVersion;
        }
        catch (Exception e) when (e is PlatformNotSupportedException or TypeInitializationException
            or DllNotFoundException)
        {
            return null;
        }
    }
}
