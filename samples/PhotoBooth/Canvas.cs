namespace PhotoBooth;

/// <summary>A picture in the making: rows of red, green and blue, each row led by PNG's filter byte.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly int _stride = 1 + width * 3;

    public int Width => width;

    public int Height => height;

    public byte[] Rows { get; } = new byte[height * (1 + width * 3)];

    public Span<byte> Pixel(int x, int y) => Rows.AsSpan(y * _stride + 1 + x * 3, 3);

    public void Fill(int left, int top, int size, byte shade)
    {
        for (var y = top; y < top + size; y++)
        {
            for (var x = left; x < left + size; x++)
            {
                Pixel(x, y).Fill(shade);
            }
        }
    }
}
