using System.Net;
using EventPics.Emulator.Internal;
using EventPics.Emulator.Internal.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

/// <summary>What an emulator still knows after many photos.</summary>
public sealed class LongRunTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 20, 20, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_newest_requests_are_kept_but_all_are_counted()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { MaxRequests = 5 }, Token);
        using var booth = new Booth(emulator);

        for (int i = 0; i < 20; i++)
        {
            using HttpResponseMessage stored = await booth.PutAsync(await booth.GetLinkAsync($"{i}.jpg"), [(byte)i]);
        }

        Assert.Equal(["17.jpg", "18.jpg", "18.jpg", "19.jpg", "19.jpg"], emulator.Requests.Select(request => request.FileName));
        await emulator.WaitForRequestsAsync(EmulatorOperation.Put, 20, Token);
        Assert.Equal(20, emulator.Photos.Count);
    }

    [Fact]
    public async Task No_request_is_kept_when_none_is_to_be()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { MaxRequests = 0 }, Token);
        using var booth = new Booth(emulator);
        using HttpResponseMessage list = await booth.ListAsync();

        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.Empty(emulator.Requests);
    }

    [Fact]
    public void Ten_thousand_upload_URLs_leave_only_those_that_still_count()
    {
        var settings = EmulatorSettings.From(new EventPicsEmulatorOptions { TimeProvider = _clock });
        var book = new IssuedUrls(settings, firstNumber: 1);
        var most = 0;

        for (int i = 0; i < 10_000; i++)
        {
            book.Issue(settings.Events[0], "a1", "a.jpg", takenAt: null);
            _clock.Advance(TimeSpan.FromSeconds(1));
            most = Math.Max(most, book.Count);
        }

        Assert.InRange(most, 300, 1_300);
    }

    [Fact]
    public void An_upload_URL_that_can_still_be_used_is_never_forgotten()
    {
        var settings = EmulatorSettings.From(new EventPicsEmulatorOptions { TimeProvider = _clock });
        var book = new IssuedUrls(settings, firstNumber: 1);
        IssuedUrl first = book.Issue(settings.Events[0], "a1", "a.jpg", takenAt: null);

        for (int i = 0; i < 5_000; i++)
        {
            book.Issue(settings.Events[0], "a1", "a.jpg", takenAt: null);
        }

        Assert.Same(first, book.Find(first.Path));
    }

    [Theory]
    [InlineData(StorageProvider.S3, false, "AccessDenied")]
    [InlineData(StorageProvider.S3, true, "AccessDenied")]
    [InlineData(StorageProvider.Google, false, "ExpiredToken")]
    [InlineData(StorageProvider.Azure, false, "AuthenticationFailed")]
    public async Task A_forgotten_upload_URL_is_still_expired_and_a_forged_one_is_not(StorageProvider storage, bool signs, string code)
    {
        var options = new EventPicsEmulatorOptions { TimeProvider = _clock, Storage = storage, SignContentType = signs };
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(options, Token);
        using var booth = new Booth(emulator);
        string url = await booth.GetLinkAsync();
        _clock.Advance(TimeSpan.FromMinutes(6));
        for (int i = 0; i < 1_001; i++)
        {
            using HttpResponseMessage issued = await booth.AskAsync();
        }

        using HttpResponseMessage expired = await booth.PutAsync(url, [1]);
        using HttpResponseMessage forged = await booth.PutAsync(url.Replace("a.jpg", "b.jpg", StringComparison.Ordinal), [1]);

        Assert.Null(emulator.Requests[^2].FileName);
        Assert.Equal(code, await StorageError.CodeAsync(expired));
        Assert.NotEqual(await expired.Content.ReadAsStringAsync(Token), await forged.Content.ReadAsStringAsync(Token));
    }
}
