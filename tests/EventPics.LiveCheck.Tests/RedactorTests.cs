namespace EventPics.LiveCheck.Tests;

public sealed class RedactorTests
{
    private const string Query = "X-Amz-Credential=AKIA12345678%2F20260620%2Fauto&X-Amz-Expires=300&X-Amz-Signature=0123456789abcdef";

    private readonly Redactor _redactor = new("key+with/signs=");

    public RedactorTests() => _redactor.Add(new Uri("https://bucket.example/events/livecheck-1.jpg?" + Query));

    [Theory]
    [InlineData("The key key+with/signs= is unknown.")]
    [InlineData("""{"apiKey":"key\u002Bwith/signs="}""")]
    [InlineData("""{"apiKey":"key+with\/signs="}""")]
    [InlineData("""{"apiKey":"key\u002Bwith\/signs="}""")]
    [InlineData("apiKey=key%2Bwith%2Fsigns%3D")]
    public void The_API_key_is_hidden_in_every_spelling(string text)
    {
        Assert.DoesNotContain("signs", _redactor.Redact(text), StringComparison.Ordinal);
        Assert.Contains("(key)", _redactor.Redact(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($$"""{"uploadUrl":"https://bucket.example/events/livecheck-1.jpg?{{Query}}"}""")]
    [InlineData("""{"uploadUrl":"https:\/\/bucket.example\/other.jpg?X-Amz-Signature=0123456789abcdef"}""")]
    [InlineData("<StringToSign>PUT /events/livecheck-1.jpg 0123456789ABCDEF</StringToSign>")]
    [InlineData("<AWSAccessKeyId>AKIA12345678</AWSAccessKeyId>")]
    public void Parts_of_an_upload_URL_are_hidden(string text)
    {
        var redacted = _redactor.Redact(text);

        Assert.DoesNotContain("0123456789abcdef", redacted, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(".jpg", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIA", redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_of_an_upload_URL_is_shown() => Assert.Equal(
        "\"https://bucket.example/(hidden)\"", _redactor.Redact("\"https://bucket.example/a?X-Amz-Signature=0123456789abcdef\""));
}
