using System.Globalization;

namespace EventPics.Emulator.Internal;

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
        [.. photos.OrderByDescending(photo => photo.TakenAt ?? photo.ReceivedAt).ThenByDescending(photo => photo.LinkNumber).Select(ToWire)];

    private static WireGalleryPhoto ToWire(ReceivedPhoto photo) => new(
        photo.LinkNumber,
        photo.Version,
        photo.FileName,
        ContentTypes.Kind(ContentTypes.ToShow(photo.Info)),
        string.Create(CultureInfo.InvariantCulture, $"/gallery/photos/{photo.LinkNumber}?v={photo.Version}"),
        photo.Length,
        photo.TakenAt,
        photo.ReceivedAt);
}
