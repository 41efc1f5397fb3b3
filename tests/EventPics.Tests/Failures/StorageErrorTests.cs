using System.Text;
using EventPics.Internal.Failures;

namespace EventPics.Tests.Failures;

/// <summary>Detection of web pages, and the error documents of storages.</summary>
public sealed class StorageErrorTests
{
    [Theory]
    [InlineData("text/html", "", true)]
    [InlineData("TEXT/HTML; charset=utf-8", "anything", true)]
    [InlineData("application/xhtml+xml", "", true)]
    [InlineData(null, "<!DOCTYPE html><html>", true)]
    [InlineData("application/json", "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", true)]
    [InlineData("application/octet-stream", "<HTML>", true)]
    [InlineData("text/plain", "\uFEFF\r\n\t <html lang=\"de\">", true)]
    [InlineData(null, "<head><meta http-equiv=refresh>", true)]
    [InlineData("application/json", "{\"html\":\"<html>\"}", false)]
    [InlineData("application/xml", "<?xml version=\"1.0\"?><Error/>", false)]
    [InlineData("text/plain", "<ht", false)]
    [InlineData("text/plain", "", false)]
    [InlineData(null, "   ", false)]
    public void A_web_page_is_detected_by_its_media_type_or_its_beginning(string? mediaType, string body, bool isPage) =>
        Assert.Equal(isPage, HtmlDetector.IsHtml(mediaType, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>ExpiredRequest</Code><Message>Request has expired.</Message></Error>",
        "ExpiredRequest", "Request has expired.")]
    [InlineData("<Error>\n  <Code> SlowDown </Code>\n</Error>", "SlowDown", "")]
    [InlineData("\uFEFF<Error><Message>m</Message><Code>AccessDenied</Code></Error>", "AccessDenied", "m")]
    [InlineData("<Error><Code>Cut", "", "")]
    [InlineData("<Error><Code>two words</Code></Error>", "", "")]
    [InlineData("<Error><Code><![CDATA[x]]></Code></Error>", "", "")]
    [InlineData("<Error><Code></Code></Error>", "", "")]
    [InlineData("{\"code\":\"x\"}", "", "")]
    [InlineData("", "", "")]
    public void An_error_document_has_a_code_and_a_message(string body, string code, string message)
    {
        var error = StorageError.Read(Encoding.UTF8.GetBytes(body), "application/xml");

        Assert.Equal((code, message, false), (error.Code, error.Message, error.IsHtml));
    }

    [Fact]
    public void A_code_of_excessive_length_is_ignored() =>
        Assert.Equal("", StorageError.Read(Encoding.UTF8.GetBytes($"<Code>{new string('a', 65)}</Code>"), null).Code);

    [Fact]
    public void Azure_sends_the_code_in_a_header_too()
    {
        Assert.Equal("AuthenticationFailed", StorageError.Read([], null, "AuthenticationFailed").Code);
        Assert.Equal("FromBody", StorageError.Read("<Code>FromBody</Code>"u8, null, "FromHeader").Code);
    }

    [Fact]
    public void A_response_labelled_HTML_is_an_error_document_only_with_a_code()
    {
        Assert.True(StorageError.Read("<html>login</html>"u8, "text/html").IsHtml);
        Assert.False(StorageError.Read("<Error><Code>ExpiredToken</Code></Error>"u8, "text/html").IsHtml);
    }

    [Fact]
    public void Binary_data_is_read_without_an_exception()
    {
        var bytes = new byte[8192];
        new Random(1).NextBytes(bytes);

        Assert.Equal("", StorageError.Read(bytes, "application/xml").Code);
    }
}
