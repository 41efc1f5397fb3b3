using System.Globalization;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>Groups photos by event and album, newest first.</summary>
internal static class GalleryState
{
    public static WireGallery Create(IReadOnlyList<EmulatorEvent> events, IReadOnlyList<ReceivedPhoto> photos)
    {
        var byAlbum = photos.ToLookup(photo => (photo.LinkId, photo.AlbumId));
        return new WireGallery([.. events.Select(e => new WireGalleryEvent(e.Title, e.LinkId, [.. Albums(e, byAlbum)]))]);
    }

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
        [.. photos.OrderByDescending(photo => photo.TakenAt ?? photo.ReceivedAt).ThenByDescending(photo => photo.UploadUrlNumber).Select(ToWire)];

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
