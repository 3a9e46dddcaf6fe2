using System.Buffers.Text;
using System.Text;

namespace PhiLens.LocalAws.Protocol;

/// <summary>The opaque tokens of listings: the last thing shown, in base64.</summary>
internal static class PageToken
{
    public static string Write(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last));

    public static string? Read(string? token)
    {
        if (token is null)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            throw Invalid();
        }
    }

    public static ServiceException Invalid() =>
        ServiceException.InvalidParameter("The specified nextToken is invalid.");
}
