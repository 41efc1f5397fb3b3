using System.Globalization;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>Sorts pictures into their events and albums, newest first.</summary>
internal static class GalleryState
{
    public static WireGallery Of(IReadOnlyList<EmulatorEvent> events, IReadOnlyList<ReceivedPhoto> photos)
    {
        ILookup<(string, string?), ReceivedPhoto> byAlbum = photos.ToLookup(photo => (photo.LinkId, photo.AlbumId));
        return new WireGallery([.. events.Select(e => new WireGalleryEvent(e.Title, e.LinkId, [.. Albums(e, byAlbum)]))]);
    }

    private static IEnumerable<WireGalleryAlbum> Albums(EmulatorEvent of, ILookup<(string, string?), ReceivedPhoto> byAlbum)
    {
        foreach (EmulatorAlbum album in of.Albums)
        {
            yield return new WireGalleryAlbum(album.Id, album.Title, Sort(byAlbum[(of.LinkId, album.Id)]));
        }

        // Pictures for which no album was named.
        if (byAlbum[(of.LinkId, null)].Any())
        {
            yield return new WireGalleryAlbum(null, null, Sort(byAlbum[(of.LinkId, null)]));
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
