using System.Buffers.Binary;
using System.Text;

namespace PhotoBooth;

/// <summary>Simulates a camera: returns the same photo again and again, each with its number in a JPEG comment.</summary>
internal static class Camera
{
    private static readonly byte[] Photo = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "photo.jpg"));

    public static byte[] Take(int number)
    {
        var text = Encoding.ASCII.GetBytes($"photo {number}");
        byte[] comment = [0xFF, 0xFE, 0, 0, .. text];
        BinaryPrimitives.WriteUInt16BigEndian(comment.AsSpan(2), (ushort)(text.Length + 2));
        return [.. Photo[..2], .. comment, .. Photo[2..]]; // after the two bytes that start every JPEG
    }
}
