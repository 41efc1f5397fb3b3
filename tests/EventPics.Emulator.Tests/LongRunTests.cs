using System.Net;
using EventPics.Emulator.Internal;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

/// <summary>The memory use of an emulator after many photos.</summary>
public sealed class LongRunTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 20, 20, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_newest_requests_are_kept_but_all_are_counted()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { MaxRequests = 5 }, Token);
        using var uploader = new TestUploader(emulator);

        for (var i = 0; i < 20; i++)
        {
            using var stored = await uploader.PutAsync(await uploader.GetUploadUrlAsync($"{i}.jpg"), [(byte)i]);
        }

        Assert.Equal(["17.jpg", "18.jpg", "18.jpg", "19.jpg", "19.jpg"], emulator.Requests.Select(request => request.FileName));
        await emulator.WaitForRequestsAsync(EmulatorOperation.Put, 20, Token);
        Assert.Equal(20, emulator.Photos.Count);
    }

    [Fact]
    public async Task With_MaxRequests_zero_no_request_is_kept()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { MaxRequests = 0 }, Token);
        using var uploader = new TestUploader(emulator);
        using var list = await uploader.ListAsync();

        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.Empty(emulator.Requests);
    }

    [Fact]
    public void Of_ten_thousand_upload_URLs_only_valid_and_recent_ones_are_kept()
    {
        var settings = EmulatorSettings.From(new EventPicsEmulatorOptions { TimeProvider = _clock });
        var issuedUrls = new IssuedUrls(settings, firstNumber: 1);
        var max = 0;

        for (var i = 0; i < 10_000; i++)
        {
            issuedUrls.Issue(settings.Events[0], "a1", "a.jpg", takenAt: null);
            _clock.Advance(TimeSpan.FromSeconds(1));
            max = Math.Max(max, issuedUrls.Count);
        }

        Assert.InRange(max, 300, 1_300);
    }

    [Fact]
    public void A_valid_upload_URL_is_never_removed()
    {
        var settings = EmulatorSettings.From(new EventPicsEmulatorOptions { TimeProvider = _clock });
        var issuedUrls = new IssuedUrls(settings, firstNumber: 1);
        var first = issuedUrls.Issue(settings.Events[0], "a1", "a.jpg", takenAt: null);

        for (var i = 0; i < 5_000; i++)
        {
            issuedUrls.Issue(settings.Events[0], "a1", "a.jpg", takenAt: null);
        }

        Assert.Same(first, issuedUrls.Find(first.Path));
    }

    [Theory]
    [InlineData(StorageProvider.S3, false, "AccessDenied")]
    [InlineData(StorageProvider.S3, true, "AccessDenied")]
    [InlineData(StorageProvider.Google, false, "ExpiredToken")]
    [InlineData(StorageProvider.Azure, false, "AuthenticationFailed")]
    public async Task A_removed_upload_URL_is_still_reported_as_expired_and_a_forged_one_is_not(
        StorageProvider storage, bool signsContentType, string code)
    {
        var options = new EventPicsEmulatorOptions { TimeProvider = _clock, Storage = storage, SignContentType = signsContentType };
        await using var emulator = await EventPicsEmulator.StartAsync(options, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        _clock.Advance(TimeSpan.FromMinutes(6));
        for (var i = 0; i < 1_001; i++)
        {
            using var issued = await uploader.RequestUploadUrlAsync();
        }

        using var expired = await uploader.PutAsync(url, [1]);
        using var forged = await uploader.PutAsync(url.Replace("a.jpg", "b.jpg", StringComparison.Ordinal), [1]);

        Assert.Null(emulator.Requests[^2].FileName);
        Assert.Equal(code, await StorageError.ReadCodeAsync(expired));
        Assert.NotEqual(await expired.Content.ReadAsStringAsync(Token), await forged.Content.ReadAsStringAsync(Token));
    }
}
