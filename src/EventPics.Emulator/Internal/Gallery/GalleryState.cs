using System.Globalization;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>Describes photos for the page.</summary>
internal static class GalleryState
{
    /// <summary>Groups all photos by event and album, newest first.</summary>
    public static WireGallery Create(IReadOnlyList<EmulatorEvent> events, IReadOnlyList<ReceivedPhoto> photos)
    {
        var byAlbum = photos.ToLookup(photo => (photo.LinkId, photo.AlbumId));
        return new WireGallery([.. events.Select(e => new WireGalleryEvent(e.Title, e.LinkId, [.. Albums(e, byAlbum)]))]);
    }

    /// <summary>Describes new and replaced photos, each with the place where the page shows it.</summary>
    public static IReadOnlyList<WireGalleryChange> CreateChanges(IEnumerable<ReceivedPhoto> photos) =>
        [.. photos.Select(photo => new WireGalleryChange(photo.LinkId, photo.AlbumId, ToWire(photo)))];

    private static IEnumerable<WireGalleryAlbum> Albums(EmulatorEvent @event, ILookup<(string, string?), ReceivedPhoto> byAlbum)
    {
        foreach (var album in @event.Albums)
        {
            yield return new WireGalleryAlbum(album.Id, album.Title, Sort(byAlbum[(@event.LinkId, album.Id)]));
        }

        // Photos that were sent without an album.
        if (byAlbum[(@event.LinkId, null)].Any())
        {
            yield return new WireGalleryAlbum(null, null, Sort(byAlbum[(@event.LinkId, null)]));
        }
    }

    private static WireGalleryPhoto[] Sort(IEnumerable<ReceivedPhoto> photos) =>
        [.. photos.OrderByDescending(photo => photo.TakenAt ?? photo.ReceivedAt)
            .ThenByDescending(photo => photo.UploadUrlNumber)
            .Select(ToWire)];

    private static WireGalleryPhoto ToWire(ReceivedPhoto photo) => new(
        photo.UploadUrlNumber,
        photo.Version,
        photo.FileName,
        ContentTypes.Kind(ContentTypes.ForDisplay(photo.ContentType, photo.FileName)),
        string.Create(CultureInfo.InvariantCulture, $"/gallery/photos/{photo.UploadUrlNumber}?v={photo.Version}"),
        photo.Length,
        photo.TakenAt,
        photo.ReceivedAt);
}
