namespace EventPics.Internal.Failures;

/// <summary>Recognizes a web page in place of a response of the API or the storage: the sign of a captive portal.</summary>
internal static class HtmlDetector
{
    public static bool IsHtml(string? mediaType, ReadOnlySpan<byte> body)
    {
        if (mediaType is not null && (mediaType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ||
            mediaType.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        return BeginsPage(body);
    }

    /// <summary>Whether the bytes begin a web page, whatever media type the response claims.</summary>
    public static bool BeginsPage(ReadOnlySpan<byte> body)
    {
        var start = body;
        if (start.IndexOf((byte)0) >= 0)
        {
            start = WithoutZeros(start); // UTF-16
        }

        for (var end = 0; end >= 0;)
        {
            start = start.Slice(end);
            while (start is [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF, ..])
            {
                start = start.Slice(1);
            }

            // Comments and the XML declaration may come first.
            end = StartsWith(start, "<!--"u8) ? After(start, "-->"u8) : StartsWith(start, "<?xml"u8) ? After(start, "?>"u8) : -1;
        }

        return StartsWith(start, "<!doctype html"u8) || StartsWith(start, "<html"u8) || StartsWith(start, "<head"u8) ||
            StartsWith(start, "<body"u8) || StartsWith(start, "<script"u8) || StartsWith(start, "<meta"u8) || StartsWith(start, "<title"u8);
    }

    private static byte[] WithoutZeros(ReadOnlySpan<byte> text) => text.ToArray().Where(static b => b != 0).ToArray();

    private static int After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.IndexOf(end) is >= 0 and var at ? at + end.Length : -1;

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
