using EventPics.Internal.Failures;

namespace EventPics.Tests.Failures;

/// <summary>Redaction of URLs and server text.</summary>
public sealed class RedactorTests
{
    [Theory]
    [InlineData("https://bucket.storage.example/secret/jana.jpg?X-Amz-Signature=secret", "https://bucket.storage.example/...")]
    [InlineData("https://secret:secret@bucket.storage.example:8443/#secret", "https://bucket.storage.example:8443/...")]
    [InlineData("http://127.0.0.1:5000/", "http://127.0.0.1:5000/...")]
    [InlineData("/secret?a=secret", "(relative URL)")]
    public void A_URL_is_reduced_to_its_host(string url, string shown) =>
        Assert.Equal(shown, Redactor.HostOnly(new Uri(url, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData(null, "")]
    [InlineData("  \r\n ", "")]
    [InlineData("invalid_api_key", "invalid_api_key")]
    [InlineData("Send the file name.", "Send the file name.")]
    [InlineData("one\r\ntwo\tthree\u001b[31m", "one  two three [31m")]
    [InlineData("SignatureDoesNotMatch", "SignatureDoesNotMatch")]
    [InlineData("your key abc123 is bad", "your key (key) is bad")]
    [InlineData("see https://bucket.storage.example/a?X-Amz-Signature=secret now", "see (URL) now")]
    [InlineData("{\"url\":\"https://bucket.storage.example/secret\"}", "{ url : (URL) }")]
    [InlineData("<Resource>/b/a?x-amz-signature=secret</Resource>", "Resource (URL) /Resource")]
    [InlineData("?sv=1&sig=secretsecretsecretsecret", "(URL)")]
    public void Redaction_removes_keys_URLs_and_control_characters_from_server_text(string? text, string shown) =>
        Assert.Equal(shown, Redactor.Clean(text, "abc123"));

    [Theory]
    [InlineData("no k\\u002Fe+Y here", "no (key) here")]
    [InlineData("no k\\/e+Y here", "no (key) here")]
    [InlineData("no k%2Fe%2by here", "no (key) here")]
    [InlineData("no \\u006B\\u002f\\u0065\\u002b\\u0079 here", "no (key) here")]
    [InlineData("K/E+Y, k/e+y", "(key), (key)")]
    public void Redaction_finds_a_key_in_any_encoding(string text, string shown) => Assert.Equal(shown, Redactor.Clean(text, "k/e+y"));

    [Theory]
    [InlineData(505)]
    [InlineData(511)]
    [InlineData(512)]
    public void Truncation_leaves_no_part_of_a_key(int before)
    {
        var shown = Redactor.Clean(new string('.', before) + "CANARY-0123456789" + new string('.', 1000), "CANARY-0123456789");

        Assert.DoesNotContain("C", shown, StringComparison.Ordinal);
        Assert.EndsWith("...", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the key is CANARY-0123456789", true)]
    [InlineData("harmless", false)]
    [InlineData(407, false)]
    [InlineData(null, false)]
    public void Every_exception_of_a_group_is_searched_for_secrets(object? data, bool isFound)
    {
        var second = new InvalidOperationException("second", new InvalidOperationException("cause") { Data = { ["what"] = data } });
        var group = new InvalidOperationException("outer", new AggregateException(new InvalidOperationException("first"), second));

        Assert.Equal(isFound, Redactor.ContainsSecret(group, ["CANARY-0123456789"], uploadUrl: null));
    }

    [Fact]
    public void An_object_in_the_data_of_an_exception_may_contain_a_secret()
    {
        var error = new InvalidOperationException("odd") { Data = { ["headers"] = new Dictionary<string, string>() } };

        Assert.True(Redactor.ContainsSecret(error, [], uploadUrl: null));
    }

    [Fact]
    public void A_long_text_is_truncated()
    {
        var shown = Redactor.Clean(new string('a', 100_000));

        Assert.InRange(shown.Length, 500, 520);
        Assert.EndsWith("...", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Redaction_removes_random_URLs()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var secret = Convert.ToHexString(BitConverter.GetBytes(random.NextInt64()));
            var url = $"https://h{i}.example/{secret}/a.jpg?X-Amz-Credential={secret}&X-Amz-Signature={secret}";

            Assert.DoesNotContain(secret, Redactor.HostOnly(new Uri(url)), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, Redactor.Clean($"failed for \"{url}\" sorry"), StringComparison.Ordinal);
        }
    }
}
