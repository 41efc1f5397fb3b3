using Microsoft.AspNetCore.Builder;

namespace EventPics.Dashboard.Tests;

/// <summary>The options are validated when the pages are mapped.</summary>
public sealed class DashboardOptionsTests
{
    [Fact]
    public void All_errors_are_reported_together()
    {
        var error = Error(options => (options.Title, options.AccountNames) = (" ", null!));

        Assert.Contains("Title is empty", error, StringComparison.Ordinal);
        Assert.Contains("AccountNames is null", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_name_must_not_be_null() =>
        Assert.Contains("AccountNames contains null", Error(options => options.AccountNames = ["", null!]), StringComparison.Ordinal);

    private static string Error(Action<EventPicsDashboardOptions> configure)
    {
        var app = WebApplication.Create();
        return Assert.Throws<ArgumentException>(() => app.MapEventPicsDashboard("/eventpics", configure)).Message;
    }
}
