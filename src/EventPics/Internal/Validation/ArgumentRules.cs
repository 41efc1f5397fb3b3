using System.Runtime.CompilerServices;
using System.Text;

namespace EventPics.Internal.Validation;

/// <summary>What ids and file names may look like, checked before a byte goes out.</summary>
internal static class ArgumentRules
{
    private const int MaxIdLength = 256;
    private const int MaxFileNameBytes = 255;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string CheckId(string id, [CallerArgumentExpression(nameof(id))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, parameter);
        if (id.Length > MaxIdLength || StringExtensions.Any(id, static c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            throw new ArgumentException(
                $"An id has at most {MaxIdLength} characters and neither spaces nor control characters. Take it from GetEventsAndAlbumsAsync.",
                parameter);
        }

        return id;
    }

    public static string CheckFileName(string fileName, [CallerArgumentExpression(nameof(fileName))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName, parameter);
        if (fileName.IndexOfAny(['/', '\\']) >= 0 || fileName is "." or "..")
        {
            throw new ArgumentException("A file name has no folder in it. Pass Path.GetFileName(path).", parameter);
        }

        if (StringExtensions.Any(fileName, IsUnruly))
        {
            throw new ArgumentException("A file name has no control characters and no marks that reverse its direction. Rename the file.", parameter);
        }

        if (Utf8Length(fileName) is not (<= MaxFileNameBytes))
        {
            throw new ArgumentException(
                $"A file name is valid Unicode and has at most {MaxFileNameBytes} bytes of UTF-8. Shorten or rename it.", parameter);
        }

        return fileName;
    }

    // Overrides and isolates can make "gpj.exe" read as "exe.jpg"; plain left-to-right and right-to-left marks belong to honest names.
    public static bool IsUnruly(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';

    private static int? Utf8Length(string text)
    {
        try
        {
            return StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
