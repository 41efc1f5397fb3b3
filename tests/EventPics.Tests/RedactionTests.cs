using EventPics.Internal.Failures;

namespace EventPics.Tests;

/// <summary>What people may read of links and of server text.</summary>
public sealed class RedactionTests
{
    [Theory]
    [InlineData("https://bucket.storage.example/secret/jana.jpg?X-Amz-Signature=secret", "https://bucket.storage.example/...")]
    [InlineData("https://secret:secret@bucket.storage.example:8443/#secret", "https://bucket.storage.example:8443/...")]
    [InlineData("http://127.0.0.1:5000/", "http://127.0.0.1:5000/...")]
    [InlineData("/secret?a=secret", "(relative address)")]
    public void A_link_shrinks_to_its_host(string url, string shown) => Assert.Equal(shown, Redactor.Show(new Uri(url, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData(null, "")]
    [InlineData("  \r\n ", "")]
    [InlineData("invalid_api_key", "invalid_api_key")]
    [InlineData("Send the file name.", "Send the file name.")]
    [InlineData("one\r\ntwo\tthree\u001b[31m", "one  two three [31m")]
    [InlineData("SignatureDoesNotMatch", "SignatureDoesNotMatch")]
    [InlineData("your key abc123 is bad", "your key (key) is bad")]
    [InlineData("see https://bucket.storage.example/a?X-Amz-Signature=secret now", "see (link) now")]
    [InlineData("{\"url\":\"https://bucket.storage.example/secret\"}", "{ url : (link) }")]
    [InlineData("<Resource>/b/a?x-amz-signature=secret</Resource>", "Resource (link) /Resource")]
    [InlineData("?sv=1&sig=secretsecretsecretsecret", "(link)")]
    public void A_servers_text_loses_key_links_and_control_characters(string? text, string shown) =>
        Assert.Equal(shown, Redactor.Clean(text, "abc123"));

    [Theory]
    [InlineData("no k\\u002Fe+Y here", "no (key) here")]
    [InlineData("no k\\/e+Y here", "no (key) here")]
    [InlineData("no k%2Fe%2by here", "no (key) here")]
    [InlineData("no \\u006B\\u002f\\u0065\\u002b\\u0079 here", "no (key) here")]
    [InlineData("K/E+Y, k/e+y", "(key), (key)")]
    public void A_key_is_found_however_it_is_written(string text, string shown) => Assert.Equal(shown, Redactor.Clean(text, "k/e+y"));

    [Theory]
    [InlineData(505)]
    [InlineData(511)]
    [InlineData(512)]
    public void A_long_text_is_cut_through_no_key(int before)
    {
        var shown = Redactor.Clean(new string('.', before) + "CANARY-0123456789" + new string('.', 1000), "CANARY-0123456789");

        Assert.DoesNotContain("C", shown, StringComparison.Ordinal);
        Assert.EndsWith("...", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_cut()
    {
        var shown = Redactor.Clean(new string('a', 100_000));

        Assert.InRange(shown.Length, 500, 520);
        Assert.EndsWith("...", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void No_random_link_shows_through()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var secret = Convert.ToHexString(BitConverter.GetBytes(random.NextInt64()));
            var url = $"https://h{i}.example/{secret}/a.jpg?X-Amz-Credential={secret}&X-Amz-Signature={secret}";

            Assert.DoesNotContain(secret, Redactor.Show(new Uri(url)), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, Redactor.Clean($"failed for \"{url}\" sorry"), StringComparison.Ordinal);
        }
    }
}
