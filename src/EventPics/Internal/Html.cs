namespace EventPics.Internal;

/// <summary>Recognizes a web page where JSON or a storage's answer was due: the mark of a login page in the way.</summary>
internal static class Html
{
    public static bool Is(string? mediaType, ReadOnlySpan<byte> body)
    {
        if (mediaType is not null && (mediaType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ||
            mediaType.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        return Begins(body);
    }

    /// <summary>Whether the bytes themselves begin a web page, whatever the response calls them.</summary>
    public static bool Begins(ReadOnlySpan<byte> body)
    {
        var start = body;
        while (start is [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF, ..])
        {
            start = start.Slice(1);
        }

        return StartsWith(start, "<!doctype html"u8) || StartsWith(start, "<html"u8) || StartsWith(start, "<head"u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
    {
        if (text.Length < lowerCase.Length)
        {
            return false;
        }

        for (var i = 0; i < lowerCase.Length; i++)
        {
            var c = text[i];
            if ((c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c) != lowerCase[i])
            {
                return false;
            }
        }

        return true;
    }
}
