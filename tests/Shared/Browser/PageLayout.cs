using Microsoft.Playwright;

namespace EventPics.Tests.Shared.Browser;

/// <summary>Finds what a person would see in a page's layout.</summary>
internal static class PageLayout
{
    private const string FindLayoutProblems = """
        () => {
          const problems = [];
          const width = document.documentElement.scrollWidth;
          if (width > innerWidth) problems.push(`the page is ${width} px wide, the window ${innerWidth}`);
          const isShown = e => e.checkVisibility() && !e.closest('.hidden');
          const text = e => (e.getAttribute('aria-label') ?? e.textContent).trim();
          const words = [...document.querySelectorAll('button, a, select, p, h1, h2, h3, dt, dd, b, label, summary, legend')];
          for (const e of words.filter(e => isShown(e) && text(e))) {
            const box = e.getBoundingClientRect();
            if (getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1) problems.push(`cut: ${text(e)}`);
            if (box.left < 0 || box.right > innerWidth + 1) problems.push(`outside: ${text(e)}`);
          }
          const scope = document.querySelector('dialog[open]') ?? document.body;
          const isFixed = e => e.closest('.toasts, .selection');
          const controls = [...scope.querySelectorAll('button, a, select, input, summary')].filter(isShown);
          const targets = new Set(controls.map(e => e.closest('label') ?? e));
          for (const e of targets) {
            const box = e.getBoundingClientRect();
            if (box.height < 44 || box.width < 44) problems.push(`small: ${text(e)} ${box.width}x${box.height}`);
            for (const other of targets) {
              const y = other.getBoundingClientRect();
              if (e !== other && !isFixed(e) && !isFixed(other)
                && box.left < y.right - 1 && y.left < box.right - 1 && box.top < y.bottom - 1 && y.top < box.bottom - 1) {
                problems.push(`overlap: ${text(e)}, ${text(other)}`);
              }
            }
          }
          return problems;
        }
        """;

    /// <summary>
    /// Keeps a screenshot among the test's output, and checks that no text is cut, nothing overlaps, nothing scrolls sideways, and every
    /// target is large enough for a finger.
    /// </summary>
    public static async Task CheckAsync(IPage page, string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "screenshots", name + ".png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        Assert.Empty(await page.EvaluateAsync<string[]>(FindLayoutProblems));
    }
}
