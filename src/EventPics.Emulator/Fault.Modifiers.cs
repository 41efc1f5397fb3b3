using System.Net.Mime;
using System.Text;
using EventPics.Emulator.Internal.Faults;

namespace EventPics.Emulator;

public sealed partial class Fault
{
    // Timers don't wait longer.
    private static TimeSpan MaxDelay => TimeSpan.FromDays(49);

    /// <summary>Injects the fault into several calls in a row.</summary>
    /// <param name="count">The number of calls, at least 1.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public Fault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(Plan with { Times = count });
    }

    /// <summary>Sets a header of the response, replacing an earlier value.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value; an empty one removes the header.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">Name or value contains characters that a header can't have, such as line breaks.</exception>
    public Fault WithHeader(string name, string value)
    {
        HeaderRules.CheckName(name);
        HeaderRules.CheckValue(value);
        return new(Plan with { Headers = [.. Plan.Headers, new(name, value)] });
    }

    /// <summary>Replaces the body of the response.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">The content type contains characters that a header can't have.</exception>
    public Fault WithBody(string body, string contentType = MediaTypeNames.Application.Json)
    {
        ArgumentNullException.ThrowIfNull(body);
        HeaderRules.CheckValue(contentType);
        return new(Plan with { Body = Encoding.UTF8.GetBytes(body), ContentType = contentType });
    }

    /// <summary>Completes the call first, so that the photo is stored although the response reports a failure.</summary>
    /// <returns>A changed copy.</returns>
    public Fault AfterStoring() => new(Plan with { AfterStoring = true });

    /// <summary>Responds immediately, without reading the body, and closes the connection; a client that is still sending may miss the status.</summary>
    /// <returns>A changed copy.</returns>
    public Fault WithoutReading() => new(Plan with { SkipsBody = true, Closes = true });

    /// <summary>Describes the fault for messages.</summary>
    /// <returns>The name of the fault.</returns>
    public override string ToString() => Plan.Name;

    internal Fault WithDelay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, MaxDelay);
        return new(Plan with { Delay = delay });
    }

    internal Fault Truncated() => new(Plan with { Truncated = true });

    internal Fault Slowly(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return new(Plan with { ResponseRate = bytesPerSecond });
    }

    internal Fault Named(string name) => new(Plan with { Name = name });
}
