using EventPics.Internal.Validation;

namespace EventPics.Internal.Http;

/// <summary>Refuses an HttpClient that visibly breaks what an upload promises. Its redirects can't be seen, so responses are checked for them.</summary>
internal static class CallerHttpClientGuard
{
    // These say how to answer, or are replaced by the client's own. All others would go to the storage with the photo: credentials, or
    // headers that break the upload URL's signature.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Connection", "Expect", "Pragma", "User-Agent",
    };

    public static HttpClient Check(HttpClient httpClient, EventPicsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ClientOptionsRules.ThrowIfInvalid(options);

        // The default of 100 seconds passes, since it may never strike; when it does, the exception names it.
        var patience = options.StallTimeout > options.ResponseTimeout ? options.StallTimeout : options.ResponseTimeout;
        if (httpClient.Timeout != Timeout.InfiniteTimeSpan && httpClient.Timeout < patience)
        {
            throw new ArgumentException(
                $"HttpClient.Timeout is {httpClient.Timeout.TotalSeconds:0.###} s. It limits a whole upload and would cut slow ones. Set it to Timeout.InfiniteTimeSpan; ApiTimeout, StallTimeout and ResponseTimeout watch the calls.",
                nameof(httpClient));
        }

        return FindHeader(httpClient) is { } header
            ? throw new ArgumentException(
                $"HttpClient.DefaultRequestHeaders hold '{header}', which would go to the storage too. Remove it; the API key belongs into EventPicsClientOptions.ApiKey.",
                nameof(httpClient))
            : httpClient;
    }

    /// <summary>Checks again before a photo goes out: headers may be set at any time, for instance by a login.</summary>
    /// <exception cref="InvalidOperationException">A header would go to the storage too.</exception>
    public static void CheckHeaders(HttpClient httpClient)
    {
#if NET
        if (httpClient is OwnHttpClient)
        {
            return;
        }
#endif
        if (FindHeader(httpClient) is { } header)
        {
            throw new InvalidOperationException(
                $"HttpClient.DefaultRequestHeaders hold '{header}' by now, which would go to the storage too, so nothing was sent. Remove it, or give EventPicsClient an HttpClient of its own.");
        }
    }

    /// <summary>Whether it was disposed. Nothing but its setters says so; this one changes nothing.</summary>
    public static bool IsDisposed(HttpClient httpClient)
    {
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
            if (!Harmless.Contains(header.Key))
            {
                return header.Key;
            }
        }

        return null;
    }
}
