using Microsoft.Playwright;

namespace EventPics.Tests.Shared.Browser;

/// <summary>Collects the faults that a page reports in its console.</summary>
internal static class PageErrors
{
    public static List<string> Collect(IPage page)
    {
        List<string> errors = [];
        page.Console += (_, message) =>
        {
            // A server that is down shows as a failed request; everything else is a fault of the page.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        return errors;
    }
}
