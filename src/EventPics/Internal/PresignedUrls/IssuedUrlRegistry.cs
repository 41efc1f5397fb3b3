namespace EventPics.Internal.PresignedUrls;

/// <summary>
/// Remembers which upload URL was issued for which photo, so that a faulty server can't make one photo overwrite another.
/// </summary>
internal sealed class IssuedUrlRegistry
{
    // Upload URLs live for minutes, so only the last few hundred can still be alive.
    private const int Capacity = 512;

    private readonly Dictionary<string, Photo> _photos = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>Registers an upload URL for a photo.</summary>
    /// <returns>Whether the URL was free, or issued for the same photo before.</returns>
    public bool TryClaim(Uri url, UploadRequest request) => TryClaim(url, request, static (owner, photo) => owner == photo);

    /// <summary>Registers an upload URL that the caller passed for a photo, whose bytes the caller may have read a second time.</summary>
    /// <returns>Whether the URL was free, or issued for a photo with the same name and destination before.</returns>
    public bool TryReclaim(Uri url, UploadRequest request) => TryClaim(
        url, request,
        static (owner, photo) => (owner.LinkId, owner.AlbumId, owner.FileName) == (photo.LinkId, photo.AlbumId, photo.FileName));

    private bool TryClaim(Uri url, UploadRequest request, Func<Photo, Photo, bool> isSame)
    {
        var objectUrl = url.GetLeftPart(UriPartial.Path);
        var photo = new Photo(request.LinkId, request.AlbumId, request.FileName, request.Content.Length, request.Content.Identity);
        lock (_photos)
        {
            var isFree = !_photos.TryGetValue(objectUrl, out var owner);
            if (!isFree && !isSame(owner!, photo))
            {
                return false;
            }

            _photos[objectUrl] = photo;
            if (isFree)
            {
                _oldestFirst.Enqueue(objectUrl);
            }

            if (_oldestFirst.Count > Capacity)
            {
                _photos.Remove(_oldestFirst.Dequeue());
            }

            return true;
        }
    }

    private sealed record Photo(string LinkId, string? AlbumId, string FileName, long Length, object Content);
}
