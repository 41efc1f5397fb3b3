namespace PhotoBooth;

/// <summary>Stands in for a camera: draws a picture with its number and the time on it.</summary>
internal static class Camera
{
    public static byte[] Take(int number, DateTimeOffset at)
    {
        var canvas = new Canvas(width: 640, height: 480);
        Paint(canvas, number);
        Digits.DrawCentered(canvas, $"{number:D3}", dot: 28, top: 110);
        Digits.DrawCentered(canvas, $"{at:HH:mm:ss}", dot: 10, top: 330);
        return Png.Encode(canvas);
    }

    // Grain makes every picture differ and keeps it as large as a small photo.
    private static void Paint(Canvas canvas, int number)
    {
        var grain = new Random(number);
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                var pixel = canvas.Pixel(x, y);
                pixel[0] = (byte)(60 + number * 37 % 100 + y / 8 + grain.Next(6));
                pixel[1] = (byte)(40 + x / 8 + grain.Next(6));
                pixel[2] = (byte)(100 + number * 53 % 100 + grain.Next(6));
            }
        }
    }
}
