namespace PhotoBooth;

/// <summary>Draws digits and colons, three dots wide and five high.</summary>
internal static class Digits
{
    // Each row of a sign is three bits, the top row first.
    private static readonly Dictionary<char, int[]> Signs = new()
    {
        ['0'] = [7, 5, 5, 5, 7],
        ['1'] = [2, 6, 2, 2, 7],
        ['2'] = [7, 1, 7, 4, 7],
        ['3'] = [7, 1, 7, 1, 7],
        ['4'] = [5, 5, 7, 1, 1],
        ['5'] = [7, 4, 7, 1, 7],
        ['6'] = [7, 4, 7, 5, 7],
        ['7'] = [7, 1, 1, 1, 1],
        ['8'] = [7, 5, 7, 5, 7],
        ['9'] = [7, 5, 7, 1, 7],
        [':'] = [0, 2, 0, 2, 0],
    };

    public static void DrawCentered(Canvas canvas, string text, int dot, int top)
    {
        var left = (canvas.Width - (text.Length * 4 - 1) * dot) / 2;
        foreach (var sign in text)
        {
            for (var row = 0; row < 5; row++)
            {
                for (var column = 0; column < 3; column++)
                {
                    if ((Signs[sign][row] & (4 >> column)) != 0)
                    {
                        canvas.Fill(left + column * dot, top + row * dot, dot, shade: 250);
                    }
                }
            }

            left += 4 * dot;
        }
    }
}
