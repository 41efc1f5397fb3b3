namespace EventPics.Internal.PresignedUrls;

/// <summary>Remembers which link was issued for which picture, so that a confused server can't make one picture overwrite another.</summary>
internal sealed class IssuedUrlRegistry
{
    // Links live for minutes, so the last few hundred are all that can still be alive.
    private const int Remembered = 512;

    private readonly Dictionary<string, Picture> _pictures = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>Notes a link and tells whether it is free for this picture.</summary>
    public bool TryClaim(Uri url, UploadRequest request)
    {
        var place = url.GetLeftPart(UriPartial.Path);
        var picture = new Picture(request.LinkId, request.AlbumId, request.FileName, request.Content.Length, request.Content.Identity);
        lock (_pictures)
        {
            if (_pictures.TryGetValue(place, out var owner))
            {
                return owner == picture;
            }

            _pictures.Add(place, picture);
            _oldestFirst.Enqueue(place);
            if (_oldestFirst.Count > Remembered)
            {
                _pictures.Remove(_oldestFirst.Dequeue());
            }

            return true;
        }
    }

    private sealed record Picture(string LinkId, string? AlbumId, string FileName, long Length, object Content);
}
