using System.Net;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Dashboard.Tests;

/// <summary>The option AccountNames.</summary>
public sealed class AccountNamesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_account_without_a_name_need_not_be_the_first()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.Offline = true;
        await using var app = await StartAsync(emulator, options => options.AccountNames = ["wedding", ""]);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "main.jpg");
        await app.Services.GetRequiredKeyedService<UploadQueue>("wedding").EnqueueAsync(
            new UploadRequest(emulator.Events[0].LinkId, "wedding.jpg", UploadContent.FromBytes(TestImages.Png)), Token);

        Assert.Equal("wedding.jpg", await NameAsync(app, ""));
        Assert.Equal("wedding.jpg", await NameAsync(app, "?account=wedding"));
        Assert.Equal("main.jpg", await NameAsync(app, "?account="));
        using var unknown = await app.GetAsync("/api/uploads?account=other");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_misspelled_account_name_is_an_error()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator, options => options.AccountNames = ["", "weding"]);

        using var response = await app.GetAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("weding", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<string?> NameAsync(DashboardApp app, string query)
    {
        var page = await app.GetJsonAsync("/api/uploads" + query);
        return Assert.Single(page.GetProperty("uploads").EnumerateArray()).GetProperty("fileName").GetString();
    }

    private Task<DashboardApp> StartAsync(EventPicsEmulator emulator, Action<EventPicsDashboardOptions> options) => DashboardApp.StartAsync(
        emulator,
        _folder,
        services: services => services.AddEventPics("wedding", client => DashboardApp.Connect(client, emulator))
            .AddUploadQueue(queue => queue.Folder = _folder.PathOf("wedding")),
        map: app =>
        {
            app.UseDeveloperExceptionPage();
            app.MapEventPicsDashboard(DashboardApp.Path, options);
        });
}
