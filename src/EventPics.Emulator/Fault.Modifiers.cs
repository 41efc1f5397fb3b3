using System.Net.Mime;
using System.Text;
using EventPics.Emulator.Internal.Faults;

namespace EventPics.Emulator;

public sealed partial class Fault
{
    /// <summary>Does it to so many calls in a row.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public Fault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(Plan with { Times = count });
    }

    /// <summary>Sets a header of the answer, whatever it was before.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value; an empty one leaves the header out.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">Name or value has characters that a header can't have, such as line breaks.</exception>
    public Fault WithHeader(string name, string value)
    {
        HeaderRules.CheckName(name);
        HeaderRules.CheckValue(value);
        return new(Plan with { Headers = [.. Plan.Headers, new(name, value)] });
    }

    /// <summary>Replaces the answer's body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">The content type has characters that a header can't have.</exception>
    public Fault WithBody(string body, string contentType = MediaTypeNames.Application.Json)
    {
        ArgumentNullException.ThrowIfNull(body);
        HeaderRules.CheckValue(contentType);
        return new(Plan with { Body = Encoding.UTF8.GetBytes(body), ContentType = contentType });
    }

    /// <summary>Waits before the answer.</summary>
    /// <param name="delay">How long, by the emulator's clock.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public Fault WithDelay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new(Plan with { Delay = delay });
    }

    /// <summary>Does the call's work first, so that the picture is stored although the answer says otherwise.</summary>
    /// <returns>A changed copy.</returns>
    public Fault AfterStoring() => new(Plan with { AfterStoring = true });

    /// <summary>Answers at once, without reading the body, and closes the connection; a client that sends on may miss the status.</summary>
    /// <returns>A changed copy.</returns>
    public Fault WithoutReading() => new(Plan with { SkipsBody = true, Closes = true });

    /// <summary>Breaks the answer off half-way: its Content-Length promises more than is sent.</summary>
    /// <returns>A changed copy.</returns>
    public Fault Truncated() => new(Plan with { Truncated = true });

    /// <summary>Lets the answer's body drip.</summary>
    /// <param name="bytesPerSecond">How fast, by the emulator's clock.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not positive.</exception>
    public Fault Slowly(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return new(Plan with { ResponseRate = bytesPerSecond });
    }

    /// <summary>Says what this is, for messages.</summary>
    /// <returns>A few words.</returns>
    public override string ToString() => Plan.Name;

    internal Fault Named(string name) => new(Plan with { Name = name });
}
