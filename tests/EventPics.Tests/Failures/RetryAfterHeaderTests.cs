using EventPics.Internal.Failures;

namespace EventPics.Tests.Failures;

/// <summary>The delay in a Retry-After header.</summary>
public sealed class RetryAfterHeaderTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("120", 120)]
    [InlineData("600", 600)]
    [InlineData("601", 600)] // accepted up to ten minutes
    [InlineData("2147483647", 600)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("Sat, 20 Jun 2026 20:00:30 GMT", 30)] // by this computer's clock, which is at 20:00:00
    [InlineData("Sat, 20 Jun 2026 19:59:59 GMT", null)]
    [InlineData("Sun, 20 Jun 2027 20:00:00 GMT", 600)]
    public void Retry_after_is_seconds_or_a_date(string header, int? seconds) => Assert.Equal(seconds, Read(header, date: null));

    [Theory]
    [InlineData("Thu, 01 Jan 2015 00:01:00 GMT", "Thu, 01 Jan 2015 00:00:00 GMT", 60)]
    [InlineData("Thu, 01 Jan 2099 00:01:00 GMT", "Thu, 01 Jan 2099 00:00:00 GMT", 60)]
    [InlineData("Wed, 31 Dec 2014 23:59:00 GMT", "Thu, 01 Jan 2015 00:00:00 GMT", null)]
    public void A_retry_after_date_is_compared_with_the_servers_clock(string header, string date, int? seconds) =>
        Assert.Equal(seconds, Read(header, date));

    [Fact]
    public void Without_a_retry_after_header_there_is_no_delay()
    {
        using var response = new HttpResponseMessage();

        Assert.Null(RetryAfterHeader.Read(response.Headers, TimeProvider.System));
    }

    private static double? Read(string header, string? date)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", header);
        if (date is not null)
        {
            response.Headers.TryAddWithoutValidation("Date", date);
        }

        return RetryAfterHeader.Read(response.Headers, new FastForwardTimeProvider())?.TotalSeconds;
    }
}
