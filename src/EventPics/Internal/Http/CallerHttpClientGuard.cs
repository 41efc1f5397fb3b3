using EventPics.Internal.Validation;

namespace EventPics.Internal.Http;

/// <summary>
/// Rejects a caller's HttpClient whose settings would break uploads. Its redirect setting is not visible, so responses are checked instead.
/// </summary>
internal static class CallerHttpClientGuard
{
    // These only affect the response, or are replaced by the client's own. All others would be sent to the storage with the photo:
    // credentials, or headers that break the upload URL's signature.
    private static readonly HashSet<string> AllowedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Connection", "Expect", "Pragma", "User-Agent",
    };

    /// <summary>Checks the HttpClient that a caller hands in.</summary>
    public static HttpClient Check(HttpClient httpClient, EventPicsClientOptions options)
    {
        CheckSettings(httpClient, options);
        return options.Proxy is null
            ? httpClient
            : throw new ArgumentException("EventPicsClientOptions.Proxy has no effect on an HttpClient with a handler of its own, whether it was passed to the constructor or configured by the host. Set the proxy of that handler instead.", nameof(options));
    }

    /// <summary>Checks everything but the proxy: a host's HttpClient uses that of the options.</summary>
    public static HttpClient CheckSettings(HttpClient httpClient, EventPicsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ClientOptionsRules.ThrowIfInvalid(options);

        // The default of 100 seconds is accepted, since it may never elapse; if it does, the exception names it.
        var longestTimeout = options.StallTimeout > options.ResponseTimeout ? options.StallTimeout : options.ResponseTimeout;
        if (httpClient.Timeout != Timeout.InfiniteTimeSpan && httpClient.Timeout < longestTimeout)
        {
            throw new ArgumentException(
                $"HttpClient.Timeout is {httpClient.Timeout.TotalSeconds:0.###} s. It applies to the whole upload and would abort slow ones. Set it to Timeout.InfiniteTimeSpan; ApiTimeout, StallTimeout and ResponseTimeout limit the calls.",
                nameof(httpClient));
        }

        return FindHeader(httpClient) is { } header
            ? throw new ArgumentException(
                $"HttpClient.DefaultRequestHeaders contains '{header}', which would be sent to the storage too. Remove it; set the API key in EventPicsClientOptions.ApiKey.",
                nameof(httpClient))
            : httpClient;
    }

    /// <summary>Checks the headers again before each PUT: they may be set at any time, for example by a login.</summary>
    /// <exception cref="InvalidOperationException">A header would be sent to the storage too.</exception>
    public static void CheckHeaders(HttpMessageInvoker http)
    {
        if (http is HttpClient httpClient && FindHeader(httpClient) is { } header)
        {
            throw new InvalidOperationException(
                $"HttpClient.DefaultRequestHeaders now contains '{header}', which would be sent to the storage too, so nothing was sent. Remove it, or pass EventPicsClient a separate HttpClient.");
        }
    }

    /// <summary>Whether a caller's HttpClient was disposed. Only its setters reveal that; this one changes nothing.</summary>
    public static bool IsDisposed(HttpMessageInvoker http)
    {
        if (http is not HttpClient httpClient)
        {
            return false;
        }

        try
        {
            httpClient.MaxResponseContentBufferSize = httpClient.MaxResponseContentBufferSize;
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // In use.
        }
    }

    private static string? FindHeader(HttpClient httpClient)
    {
        foreach (var header in httpClient.DefaultRequestHeaders)
        {
            if (!AllowedHeaders.Contains(header.Key))
            {
                return header.Key;
            }
        }

        return null;
    }
}
