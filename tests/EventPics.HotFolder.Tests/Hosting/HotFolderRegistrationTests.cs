using EventPics.Queue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventPics.HotFolder.Tests.Hosting;

/// <summary>
/// The options of a host's hot folders: where they come from, and their validation together with those of client and queue.
/// </summary>
public sealed class HotFolderRegistrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_configuration_section_sets_every_option_that_is_not_set_in_code()
    {
        Configure("HotFolder", ("Path", _folder.Path), ("LinkId", "w"), ("AlbumId", "1"), ("AlbumBySubfolder", "true"), ("Recursive", "false"),
            ("Include:0", "*.jpg"), ("Include:1", "*.png"), ("Exclude:0", "*_raw.*"), ("MaxAge", "1.00:00:00"), ("Resend", "true"),
            ("QuietTime", "00:00:03"), ("QuietTimeForVideo", "00:00:06"), ("ScanInterval", "00:00:07"), ("PollInterval", "00:00:08"),
            ("Polling", "true"), ("AfterUpload", "delete"), ("AllowDelete", "true"));
        HotFolderOptions? options = null;
        _builder.Services.AddEventPics(options => options.ApiKey = "key")
            .AddUploadQueue()
            .AddHotFolder(_builder.Configuration.GetSection("HotFolder"));
        _builder.Services.PostConfigureAll<HotFolderOptions>(bound => options = bound);
        using var host = _builder.Build();

        host.Services.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal(["*.jpg", "*.png"], options!.Include);
        Assert.Equal(["*_raw.*"], options.Exclude);
        Assert.All(
            typeof(HotFolderOptions).GetProperties()
                .Where(property => property.Name
                    is not (nameof(options.TimeProvider) or nameof(options.TimeZone) or nameof(options.EventSince))),
            property => Assert.NotEqual(property.GetValue(new HotFolderOptions()), property.GetValue(options)));
    }

    [Fact]
    public void A_whole_configuration_instead_of_its_section_is_rejected()
    {
        var builder = _builder.Services.AddEventPics(options => options.ApiKey = "key").AddUploadQueue();

        var error = Assert.Throws<ArgumentException>("section", () => builder.AddHotFolder(_builder.Configuration));

        Assert.Contains("configuration.GetSection(\"EventPicsHotFolder\")", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_client_queue_and_hot_folders_are_validated_together_when_the_host_starts()
    {
        Configure("EventPics", ("ApiKey", "two words"));
        Configure("EventPicsQueue", ("MaxConcurrency", "99"));
        Configure(
            "Folders:0", ("Path", " "), ("LinkId", "w"), ("AfterUpload", "CANARY"), ("TimeZone", "Europe/Berlin"), ("FindAlbum", "x"));
        Configure("Folders:1", ("Path", _folder.Path), ("QuietTime", "2"));
        _builder.Services.AddEventPics()
            .AddUploadQueue(_builder.Configuration.GetSection("EventPicsQueue"))
            .AddHotFolder(_builder.Configuration.GetSection("Folders:0"))
            .AddHotFolder(_builder.Configuration.GetSection("Folders:1"))
            .AddHotFolder(options => (options.Path, options.LinkId, options.AfterUpload) = (_folder.Path, "w", AfterUpload.Delete));
        using var host = _builder.Build();

        var error = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync(Token));

        Assert.Equal(
            [
                "EventPics:ApiKey contains spaces",
                "EventPicsQueue:MaxConcurrency must be from 1 to 16",
                "Folders:0:AfterUpload has a value that can't be read",
                "Folders:0:FindAlbum can't be set by a configuration",
                "Folders:0:Path is missing",
                "Folders:0:TimeZone can't be set by a configuration",
                "Folders:1:LinkId '' is not an event's link ID",
                "Folders:1:QuietTime is 2, and a number alone means days",
                "HotFolderOptions.AfterUpload",
            ],
            error.InnerExceptions.SelectMany(inner => Assert.IsType<OptionsValidationException>(inner).Failures)
                .Select(failure => failure.Split([". ", ", line", ".Delete"], StringSplitOptions.None)[0].TrimEnd('.'))
                .Order(StringComparer.Ordinal));
        Assert.Contains("It must be one of Keep, Move, Delete.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal);
    }

    private void Configure(string section, params (string Key, string Value)[] values) =>
        _builder.Configuration.AddInMemoryCollection(
            values.Select(pair => KeyValuePair.Create<string, string?>($"{section}:{pair.Key}", pair.Value)));
}
