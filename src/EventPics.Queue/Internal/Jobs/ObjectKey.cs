using System.Security.Cryptography;
using System.Text;

namespace EventPics.Queue.Internal.Jobs;

/// <summary>
/// Identifies the object that an upload URL leads to, whatever its signature. No two photos may be sent to the same object.
/// </summary>
internal static class ObjectKey
{
    private const int TextLength = 44;

    /// <summary>Gets the key of the URL's object in Base64.</summary>
    public static string Of(UploadUrl url) => Convert.ToBase64String(GetBytes(url));

    /// <summary>Gets the key of the URL's object: the SHA-256 of the URL without its query.</summary>
    public static byte[] GetBytes(UploadUrl url)
    {
        var target = Encoding.UTF8.GetBytes(url.Url.GetLeftPart(UriPartial.Path));
#if NET
        return SHA256.HashData(target);
#else
        using var sha = SHA256.Create();
        return sha.ComputeHash(target);
#endif
    }

    /// <summary>Whether the text is a whole key and not the remains of one in a torn line.</summary>
    public static bool IsValid(string text) =>
        text.Length == TextLength && text[TextLength - 1] == '='
            && text.Take(TextLength - 1).All(static c => c is '+' or '/' || (c < 128 && char.IsLetterOrDigit(c)));
}
