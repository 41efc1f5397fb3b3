namespace EventPics.Queue.Tests.Support;

/// <summary>Photos that differ by their seed.</summary>
internal static class TestPhoto
{
    public static UploadRequest Request(
        int seed, string linkId = "wedding", string? albumId = null, int length = 2000, DateTimeOffset? takenAt = null) =>
        new(linkId, $"p{seed}.jpg", UploadContent.FromBytes(TestImages.Jpeg(length, seed))) { AlbumId = albumId, TakenAt = takenAt };

    public static string WritePhoto(this TempFolder folder, string name = "p.jpg", int length = 2000, int seed = 0) =>
        folder.Write(name, TestImages.Jpeg(length, seed));
}
