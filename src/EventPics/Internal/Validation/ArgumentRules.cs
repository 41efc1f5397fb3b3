using System.Runtime.CompilerServices;
using System.Text;

namespace EventPics.Internal.Validation;

/// <summary>Validates ids and file names before anything is sent.</summary>
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
                $"An id must have at most {MaxIdLength} characters and no spaces or control characters. Use an id that GetEventsAndAlbumsAsync returns.",
                parameter);
        }

        return id;
    }

    public static string CheckFileName(string fileName, [CallerArgumentExpression(nameof(fileName))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName, parameter);
        if (fileName.IndexOfAny(['/', '\\']) >= 0 || fileName is "." or "..")
        {
            throw new ArgumentException("A file name must not contain a folder. Pass Path.GetFileName(path).", parameter);
        }

        if (StringExtensions.Any(fileName, UnsafeCharacters.IsControlOrBidi))
        {
            throw new ArgumentException(
                "A file name must not contain control characters or characters that reverse the text direction. Rename the file.",
                parameter);
        }

        if (Utf8Length(fileName) is not (<= MaxFileNameBytes))
        {
            throw new ArgumentException(
                $"A file name must be valid Unicode of at most {MaxFileNameBytes} bytes in UTF-8. Shorten or rename it.", parameter);
        }

        return fileName;
    }

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
