using EventPics.Cli.Screens;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Screens;

public class ProgressLayoutTests
{
    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(70)]
    [InlineData(69)]
    [InlineData(60)]
    [InlineData(40)]
    public void A_line_fits_its_console(int width)
    {
        foreach (var texts in Languages.All)
        {
            var layout = ProgressLayout.For(width, texts);
            var line = layout.Name + 1 + layout.Bar + 1 + ProgressLayout.SizeWidth(texts)
                + (layout.HasSpeed ? 1 + ProgressLayout.SpeedWidth(texts) + 1 + ProgressLayout.TimeLeftWidth(texts) : 0);
            Assert.True(line <= width, $"{line} characters on {width}");
            Assert.Equal(width >= 70, layout.HasSpeed);
        }
    }
}
