using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EventPics.Internal.Content;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Faults;

/// <summary>Fuzzing: the parsers of network data and files throw only their own exceptions.</summary>
public class FuzzTests
{
    private const int Rounds = 5_000;

    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 8, 1, 20, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Upload_URL_responses_are_read_or_rejected()
    {
        string[] seeds =
        [
            """{"uploadUrl":"https://bucket.s3.amazonaws.com/a?X-Amz-Expires=300&X-Amz-Signature=s"}""",
            """{"uploadUrl":null,"extra":[1,2,{"a":true}]}""",
            "\uFEFF{}",
            "<!doctype html><html></html>",
        ];
        var input = new Mutations(seeds, 1);
        using var client =
            new EventPicsClient(new HttpClient(new RandomResponses(input)) { Timeout = Timeout.InfiniteTimeSpan }, Options());
        var ended = new Dictionary<string, int>();

        for (var i = 0; i < Rounds; i++)
        {
            var error = await Record.ExceptionAsync(
                () => client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), TestContext.Current.CancellationToken));
            Count(ended, error);
        }

        Assert.True(ended.Keys.All(key => key is "nothing" or nameof(EventPicsException)), string.Join(" ", ended));
        Assert.Equal(2, ended.Count);
    }

    [Fact]
    public async Task Event_lists_are_read_or_rejected()
    {
        var input = new Mutations(
            ["""{"events":[{"title":"Sommerfest","linkId":"abcd1234","albums":[{"id":"a1","title":"Fotobox"},{"albumId":"a2"},null]},null]}"""], 2);
        using var client =
            new EventPicsClient(new HttpClient(new RandomResponses(input)) { Timeout = Timeout.InfiniteTimeSpan }, Options());
        var ended = new Dictionary<string, int>();

        for (var i = 0; i < Rounds; i++)
        {
            Count(ended, await Record.ExceptionAsync(() => client.GetEventsAndAlbumsAsync(TestContext.Current.CancellationToken)));
        }

        Assert.True(ended.Keys.All(key => key is "nothing" or nameof(EventPicsException)), string.Join(" ", ended));
        Assert.Equal(2, ended.Count);
    }

    [Fact]
    public void Errors_of_a_storage_are_read_without_an_exception()
    {
        var input = new Mutations(
            [
                "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><Expires>x</Expires></Error>",
                "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><Error><Code>&z;</Code></Error>",
                "{\"error\":{\"code\":\"x\"}}",
            ],
            3);
        for (var i = 0; i < Rounds; i++)
        {
            var error = StorageError.Read(input.Next(), i % 2 == 0 ? "application/xml" : null, i % 3 == 0 ? "Header" : null);

            Assert.True(error.Code.Length <= 64 && error.Code.All(char.IsLetterOrDigit));
            Assert.NotNull(FailureClassifier.ClassifyPutStatus(
                (HttpStatusCode)(300 + (i % 300)), error, PresignedUrl.Read(new Uri("https://storage.example/a"))).Error.ToString());
        }
    }

    [Fact]
    public void Upload_URLs_are_parsed_without_an_exception_and_never_live_longer_than_a_week()
    {
        var input = new Mutations(
            [
                "https://b.s3.amazonaws.com/a?X-Amz-Expires=300&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Date=20260801T200000Z",
                "https://storage.googleapis.com/b/a?X-Goog-Expires=300&X-Goog-SignedHeaders=host",
                "https://a.blob.core.windows.net/c/a?sv=2024-11-04&se=2026-08-01T20%3A05%3A00Z&sp=cw&sig=x",
            ],
            4);
        var lifetimes = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var text = Encoding.UTF8.GetString(input.Next());
            if (UploadUrlPolicy.Check(text, new EventPicsClientOptions(), out var url) is null)
            {
                var lifetime = PresignedUrl.Read(url!).LifetimeFrom(Time.GetUtcNow());

                Assert.True(lifetime is null || (lifetime > TimeSpan.Zero && lifetime <= TimeSpan.FromDays(7)), text);
                Assert.Equal("https", url!.Scheme);
                lifetimes += lifetime is null ? 0 : 1;
            }
        }

        Assert.True(lifetimes > 100, $"Only {lifetimes} lifetimes were read.");
    }

    [Fact]
    public void Retry_after_headers_are_parsed_without_an_exception_and_never_exceed_ten_minutes()
    {
        var input = new Mutations(["120", "Sat, 01 Aug 2026 20:01:00 GMT", "-1", "99999999999999999999", "0.5"], 5);
        var waits = 0;
        for (var i = 0; i < Rounds; i++)
        {
            using var response = new HttpResponseMessage();
            response.Headers.TryAddWithoutValidation("Retry-After", Encoding.Latin1.GetString(input.Next()));
            if (i % 2 == 0)
            {
                response.Headers.TryAddWithoutValidation("Date", Encoding.Latin1.GetString(input.Next()));
            }

            var wait = RetryAfterHeader.Read(response.Headers, Time);

            Assert.True(wait is null || (wait >= TimeSpan.Zero && wait <= TimeSpan.FromMinutes(10)), wait.ToString());
            waits += wait is null ? 0 : 1;
        }

        Assert.True(waits > 100, $"Only {waits} waits were read.");
    }

    [Fact]
    public void Media_types_are_detected_without_an_exception()
    {
        var heads = new Mutations(
            [
                "\u00FF\u00D8\u00FF\u00E0", "\u0089PNG\r\n\u001a\n", "GIF89a", "RIFF\0\0\0\0WEBPVP8 ",
                "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
                "\0\0\0\u0018ftypmif1\0\0\0\0avifmif1", "\0\0\0\u0018ftypisom\0\0\0\0iso2mp41", "\0\0\0\u0014ftypqt  \0\0\0\0qt  ",
                "\0\0\0\bmoov",
            ],
            6,
            Encoding.Latin1);
        var known = new HashSet<string?>();
        for (var i = 0; i < 100_000; i++)
        {
            known.Add(MediaTypeDetector.FromBytes(heads.Next().AsSpan()));
        }

        Assert.All(known, type => Assert.True(type is null || MediaTypeHeaderValue.TryParse(type, out _)));
        Assert.True(known.Count > 8, string.Join(" ", known));
    }

    private static EventPicsClientOptions Options() => new() { ApiKey = "k", MaxRetries = 0 };

    private static void Count(Dictionary<string, int> ended, Exception? error)
    {
        var name = error?.GetType().Name ?? "nothing";
        ended[name] = ended.GetValueOrDefault(name) + 1;
    }

    private sealed class RandomResponses(Mutations input) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage { RequestMessage = request, Content = new ByteArrayContent(input.Next()) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", Encoding.Latin1.GetString(input.Next().AsSpan(0, 8)));
            return Task.FromResult(response);
        }
    }

    /// <summary>
    /// Well-formed input that is truncated, duplicated, shuffled and overwritten; one in ten is random, one in ten is unchanged.
    /// </summary>
    private sealed class Mutations(string[] seeds, int seed, Encoding? encoding = null)
    {
        private readonly Random _random = new(seed);

        public byte[] Next()
        {
            var dice = _random.Next(10);
            var bytes = dice == 0 ? Noise() : (encoding ?? Encoding.UTF8).GetBytes(seeds[_random.Next(seeds.Length)]);
            for (var i = dice < 2 ? 0 : _random.Next(1, 4); i > 0; i--)
            {
                bytes = Change(bytes);
            }

            return bytes.Length >= 8 ? bytes : [.. bytes, .. new byte[8]];
        }

        private byte[] Noise()
        {
            var bytes = new byte[_random.Next(1, 200)];
            _random.NextBytes(bytes);
            return bytes;
        }

        private byte[] Change(byte[] bytes)
        {
            var at = _random.Next(bytes.Length + 1);
            switch (_random.Next(5))
            {
                case 0:
                    return bytes[..at];
                case 1:
                    return [.. bytes[..at], .. Noise(), .. bytes[at..]];
                case 2:
                    return [.. bytes[..at], .. bytes];
                case 3 when at < bytes.Length:
                    return [.. bytes[..at], (byte)_random.Next(256), .. bytes[(at + 1)..]];
                default:
                    return [.. bytes[at..], .. bytes[..at]];
            }
        }
    }
}
