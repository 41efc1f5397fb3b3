using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventPics.Queue.Tests.Hosting;

/// <summary>The options of a host's queues: where they come from, and their validation together with those of the client.</summary>
public sealed class QueueRegistrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_configuration_section_sets_every_option_except_the_clock()
    {
        Configure("Queue", ("Folder", _folder.Path), ("AccountName", "left"), ("MaxConcurrency", "2"), ("LargeFileSize", "3"), ("MaxFileSize", "4"),
            ("MaxWaitingBytes", "5"), ("UploadedRetention", "6.00:00:00"), ("SourceFilesNeverChange", "true"));
        _builder.Services.AddEventPics("booth", options => options.ApiKey = "key")
            .AddUploadQueue(_builder.Configuration.GetSection("Queue"));
        using var host = _builder.Build();

        var options = Options(host, "booth");

        Assert.Equal(
            (_folder.Path, "left", 2, 3L, 4L, 5L, 6d, true),
            (options.Folder, options.AccountName, options.MaxConcurrency, options.LargeFileSize, options.MaxFileSize, options.MaxWaitingBytes,
                options.UploadedRetention.TotalDays, options.SourceFilesNeverChange));
        Assert.All(
            typeof(UploadQueueOptions).GetProperties().Where(property => property.Name != nameof(options.TimeProvider)),
            property => Assert.NotEqual(property.GetValue(new UploadQueueOptions()), property.GetValue(options)));
    }

    [Fact]
    public void A_section_that_is_missing_leaves_the_defaults()
    {
        _builder.Services.AddEventPics(options => options.ApiKey = "key").AddUploadQueue(_builder.Configuration.GetSection("Missing"));
        using var host = _builder.Build();

        Assert.Equal((null, 4), (Options(host).Folder, Options(host).MaxConcurrency));
    }

    [Fact]
    public void A_whole_configuration_instead_of_its_section_is_rejected()
    {
        var builder = _builder.Services.AddEventPics(options => options.ApiKey = "key");

        var error = Assert.Throws<ArgumentException>("section", () => builder.AddUploadQueue(_builder.Configuration));

        Assert.Contains("configuration.GetSection(\"EventPicsQueue\")", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_client_and_queue_are_validated_together_when_the_host_starts()
    {
        Configure("EventPics:wedding", ("MaxRetries", "-1"));
        Configure("Queues:0", ("Folder", " "), ("MaxConcurrency", "CANARY"), ("UploadedRetention", "90"), ("TimeProvider", "x"));
        _builder.Services.AddEventPics("wedding").AddUploadQueue(_builder.Configuration.GetSection("Queues:0"));
        _builder.Services.AddEventPics(options => options.ApiKey = "key").AddUploadQueue(options => options.MaxConcurrency = 99);
        using var host = _builder.Build();

        var error = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync(Token));

        Assert.Equal(
            [
                "EventPics:wedding:ApiKey is missing. Copy it from the event's API key page in the EventPics app.",
                "EventPics:wedding:MaxRetries must be between 0 and 100.",
                "Queues:0:Folder must be null or a path.",
                "Queues:0:MaxConcurrency has a value that can't be read. It must be a whole number.",
                "Queues:0:TimeProvider can't be set by a configuration. Set this option in code.",
                "Queues:0:UploadedRetention is 90, and a number alone means days. Write 00:01:30 for seconds, or 90.00:00:00 for days.",
                "UploadQueueOptions.MaxConcurrency must be from 1 to 16.",
            ],
            error.InnerExceptions.SelectMany(inner => Assert.IsType<OptionsValidationException>(inner).Failures)
                .Order(StringComparer.Ordinal));
        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "shared", "shared/", "the account without a name")]
    [InlineData("left", "shared", "shared", "account 'left'")]
    [InlineData("left", "x/../shared", "shared", "account 'left'")]
    [InlineData("left", "shared", "other", null)]
    public async Task Two_queues_on_one_folder_are_rejected(string? first, string firstFolder, string secondFolder, string? named)
    {
        _ = (first is null
            ? _builder.Services.AddEventPics(options => options.ApiKey = "key")
            : _builder.Services.AddEventPics(first, options => options.ApiKey = "key"))
            .AddUploadQueue(options => options.Folder = _folder.PathOf(firstFolder));
        _builder.Services.AddEventPics("right", options => options.ApiKey = "key")
            .AddUploadQueue(options => options.Folder = _folder.PathOf(secondFolder));
        using var host = _builder.Build();

        var error = Record.Exception(() => Options(host, "right"));

        Assert.Equal(named is null, error is null);
        Assert.Null(Record.Exception(() => Options(host, first)));
        if (named is not null)
        {
            var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
            Assert.Equal(
                $"Account 'right': UploadQueueOptions.Folder '{_folder.PathOf("shared")}' is also the folder of the queue of {named}. "
                + "Use a different one for each account: they would send each other's photos.",
                Assert.Single(refused.Failures));
        }
    }

    [Fact]
    public async Task Of_two_queues_on_one_folder_an_invalid_one_is_reported_only_for_its_own_options()
    {
        _builder.Services.AddEventPics("left", options => options.ApiKey = "key")
            .AddUploadQueue(options => (options.Folder, options.MaxConcurrency) = (_folder.Path, 0));
        _builder.Services.AddEventPics("right", options => options.ApiKey = "key").AddUploadQueue(options => options.Folder = _folder.Path);
        using var host = _builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Equal("Account 'left': UploadQueueOptions.MaxConcurrency must be from 1 to 16.", error.Message);
    }

    private void Configure(string section, params (string Key, string Value)[] values) =>
        _builder.Configuration.AddInMemoryCollection(
            values.Select(pair => KeyValuePair.Create<string, string?>($"{section}:{pair.Key}", pair.Value)));

    private static UploadQueueOptions Options(IHost host, string? name = null) =>
        host.Services.GetRequiredService<IOptionsMonitor<UploadQueueOptions>>().Get(name);
}
