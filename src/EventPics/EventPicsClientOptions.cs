using System.Diagnostics;
using System.Text.Json.Serialization;
using EventPics.Internal;

namespace EventPics;

/// <summary>How a client reaches the service and how patient it is.</summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed class EventPicsClientOptions
{
    private ApiKeys _keys = new("");

    /// <summary>The personal API key, from the event's API key page in the EventPics app.</summary>
    /// <value>Required.</value>
    [JsonIgnore] // whoever writes options into a log or a report does not mean the key
    public string ApiKey
    {
        get => _keys.Current;
        set => _keys = new ApiKeys(value);
    }

    /// <summary>The service's address: https, or http on a loopback host.</summary>
    /// <value>Default: <c>https://api.eventpics.net/</c>.</value>
    public Uri BaseAddress { get; set; } = new("https://api.eventpics.net/");

    /// <summary>Your program's name and version for the user agent, like <c>MyBooth/2.1</c>, so that support can find its calls.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public string? ApplicationName { get; set; }

    /// <summary>How long one API call may take, the answer included.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan ApiTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an upload may stand still before it is started anew. One that moves is never cut: 3 KB a second, averaged over this time, are enough.</summary>
    /// <remarks>
    /// Above 20 seconds even less is enough. Noticed up to a twentieth of this time earlier or later. A content that yields nothing for so long ends the upload
    /// with an <see cref="IOException"/>.
    /// </remarks>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the storage may take to answer after the last byte.</summary>
    /// <value>Default: 60 seconds.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call, or the PUT to one link, is repeated; also how many fresh links may follow the first.</summary>
    /// <value>Default: 5. Zero switches retries off.</value>
    public int MaxRetries { get; set; } = 5;

    /// <summary>The delay before the first retry; it doubles from one retry to the next, with jitter.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay between two retries. A server that asks for more ends the call with <see cref="EventPicsError.RateLimited"/>.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The life of a link that does not tell it itself.</summary>
    /// <value>Default: 300 seconds, as the <a href="https://eventpics.net/en/tutorial/api.html">API page</a> says.</value>
    public TimeSpan UploadUrlLifetime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The clock behind every delay, timeout and age.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The API key and those that it replaced, which must not show anywhere.</summary>
    internal IReadOnlyList<string> Secrets => _keys.All;

    internal void ReplaceApiKey(string apiKey) => _keys.Replace(apiKey);

    /// <summary>A client's own: what happens to another client with the same options is no concern of it.</summary>
    internal EventPicsClientOptions Copy()
    {
        var copy = (EventPicsClientOptions)MemberwiseClone();
        copy.ApiKey = ApiKey;
        return copy;
    }

    /// <summary>A copy that has the same key at any time.</summary>
    internal EventPicsClientOptions With(int maxRetries)
    {
        var copy = (EventPicsClientOptions)MemberwiseClone();
        copy.MaxRetries = maxRetries;
        return copy;
    }
}
