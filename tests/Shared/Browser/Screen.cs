using Microsoft.Playwright;

namespace EventPics.Tests.Shared.Browser;

/// <summary>The screens that the pages are for.</summary>
internal static class Screen
{
    public static BrowserNewContextOptions Options(string name, string locale, ColorScheme scheme)
    {
        var (width, height) = name switch
        {
            "phone" => (390, 844),
            "monitor" => (1440, 900),
            "wall" => (1920, 1080),
            _ => (1280, 800),
        };
        return new() { Locale = locale, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } };
    }
}
