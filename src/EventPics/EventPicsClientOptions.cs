using System.Diagnostics;
using System.Net;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using EventPics.Internal;

namespace EventPics;

/// <summary>Options of an <see cref="EventPicsClient"/>.</summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed class EventPicsClientOptions
{
    private ApiKeys _keys = new("");

    /// <summary>The personal API key, from the event's API key page in the EventPics app.</summary>
    /// <value>Required.</value>
    [IgnoreDataMember]
    [JsonIgnore] // options that are serialized into a log or a report must not contain the key
    public string ApiKey
    {
        get => _keys.Current;
        set => _keys = new ApiKeys(value);
    }

    /// <summary>The service's address: https, or http on a loopback host. See <see cref="AllowInsecureHttp"/>.</summary>
    /// <value>Default: <c>https://api.eventpics.net/</c>.</value>
    public Uri BaseAddress { get; set; } = new("https://api.eventpics.net/");

    /// <summary>
    /// Your program's name and version for the user agent, such as <c>MyBooth/2.1</c>, so that support can find its requests.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public string? ApplicationName { get; set; }

    /// <summary>The proxy of every connection, set in code: a configuration can't contain one.</summary>
    /// <remarks>An HttpClient passed to the constructor uses the proxy of its own handler: setting this option as well is an error.</remarks>
    /// <value>Default: <see langword="null"/>; the system's proxy is used, except for a loopback host.</value>
    [IgnoreDataMember]
    [JsonIgnore] // its credentials
    public IWebProxy? Proxy { get; set; }

    /// <summary>
    /// Whether <see cref="BaseAddress"/> may be http on any host, for test networks such as docker compose; the API key is then sent
    /// unencrypted. An upload URL may then be http, and on a local network, if its scheme, host and port are those of
    /// <see cref="BaseAddress"/>.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>How long one API call may take, including the response.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan ApiTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an upload may make no progress before it is restarted. An upload that makes progress is never aborted: an average of 3 KB/s
    /// over this period is enough.
    /// </summary>
    /// <remarks>
    /// Above 20 seconds even less is enough. A stall is detected up to a twentieth of this period early or late. If the content returns no
    /// data for this period, the upload fails with an <see cref="IOException"/>.
    /// </remarks>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the storage may take to respond after the last byte.</summary>
    /// <value>Default: 60 seconds.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call, or the PUT to one upload URL, is retried; also how many new upload URLs may follow the first.</summary>
    /// <value>Default: 5. Zero disables retries.</value>
    public int MaxRetries { get; set; } = 5;

    /// <summary>The delay before the first retry; it doubles with each retry, with jitter.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest delay between two retries. If a server requires more, the call fails with <see cref="EventPicsError.RateLimited"/>.
    /// </summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The lifetime assumed for an upload URL that does not state its own expiry.</summary>
    /// <value>Default: 300 seconds, as the <a href="https://eventpics.net/en/tutorial/api.html">API page</a> states.</value>
    public TimeSpan UploadUrlLifetime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The clock for every delay, timeout and age.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The API key and those that it replaced: they must not appear in any message.</summary>
    internal IReadOnlyList<string> Secrets => _keys.All;

    /// <summary>Where a host's options come from; <see langword="null"/> without a host.</summary>
    internal OptionsOrigin? Origin { get; set; }

    /// <summary>Why a host has no API key.</summary>
    internal string? MissingKeyReason { get; set; }

    internal void ReplaceApiKey(string apiKey) => _keys.Replace(apiKey);

    /// <summary>
    /// Copies the options for one client, so that UpdateApiKey on another client with the same options does not affect it.
    /// </summary>
    internal EventPicsClientOptions Copy()
    {
        var copy = (EventPicsClientOptions)MemberwiseClone();
        copy.ApiKey = ApiKey;
        return copy;
    }

    /// <summary>Copies the options, sharing the API key: it changes in both.</summary>
    internal EventPicsClientOptions WithMaxRetries(int maxRetries)
    {
        var copy = (EventPicsClientOptions)MemberwiseClone();
        copy.MaxRetries = maxRetries;
        return copy;
    }
}
