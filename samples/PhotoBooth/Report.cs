using EventPics.Emulator;

namespace PhotoBooth;

/// <summary>Compares the photos taken with the photos in the album.</summary>
internal static class Report
{
    public static int Print(int taken, IReadOnlyList<ReceivedPhoto> album)
    {
        var different = album.Select(photo => photo.Sha256).Distinct().Count();
        var lost = taken - different;
        var twice = album.Count - different;
        Console.WriteLine();
        Console.WriteLine($"{taken} taken, {different} in the album, {lost} lost, {twice} twice");
        return lost == 0 && twice == 0 ? 0 : 1;
    }
}
