using System.Globalization;
using System.Text;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>Converts any name that a disk can store into one that the service accepts: a photo is worth more than its name.</summary>
internal static class UploadFileName
{
    private const int MaxBytes = 255;
    private const int MaxExtensionBytes = 32;
    private const char Substitute = '_';

    public static string FromPath(string path)
    {
        var name = Sanitize(Path.GetFileName(path));
        if (Encoding.UTF8.GetByteCount(name) > MaxBytes)
        {
            name = Shorten(name);
        }

        return string.IsNullOrWhiteSpace(name) ? Substitute.ToString() : name;
    }

    private static string Sanitize(string name)
    {
        var clean = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogatePair(name, i))
            {
                clean.Append(name, i++, 2);
            }
            else
            {
                clean.Append(IsAllowed(name[i]) ? name[i] : Substitute);
            }
        }

        return clean.ToString();
    }

    private static bool IsAllowed(char c) => !char.IsSurrogate(c) && c is not ('/' or '\\') && !UnsafeCharacters.IsControlOrBidi(c);

    private static string Shorten(string name)
    {
        var extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > MaxExtensionBytes)
        {
            extension = "";
        }

        var stem = new StringBuilder();
        var left = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        // What a reader sees as one character may be several; cutting it would result in another character.
        var characters = StringInfo.GetTextElementEnumerator(name.Substring(0, name.Length - extension.Length));
        while (characters.MoveNext() && (left -= Encoding.UTF8.GetByteCount(characters.GetTextElement())) >= 0)
        {
            stem.Append(characters.GetTextElement());
        }

        return (stem.Length == 0 ? Substitute.ToString() : stem.ToString()) + extension;
    }
}
