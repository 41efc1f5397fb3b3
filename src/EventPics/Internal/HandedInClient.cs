namespace EventPics.Internal;

/// <summary>Refuses an HttpClient that visibly breaks what an upload promises. Its redirects can't be seen, so answers are checked for them.</summary>
internal static class HandedInClient
{
    public static HttpClient Check(HttpClient httpClient, EventPicsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        OptionRules.ThrowIfInvalid(options);

        // The default of 100 seconds passes, since it may never strike; when it does, the exception names it.
        var patience = options.StallTimeout > options.ResponseTimeout ? options.StallTimeout : options.ResponseTimeout;
        if (httpClient.Timeout != Timeout.InfiniteTimeSpan && httpClient.Timeout < patience)
        {
            throw new ArgumentException(
                $"HttpClient.Timeout is {httpClient.Timeout.TotalSeconds:0.###} s. It limits a whole upload and would cut slow ones. Set it to Timeout.InfiniteTimeSpan; ApiTimeout, StallTimeout and ResponseTimeout watch the calls.",
                nameof(httpClient));
        }

        var headers = httpClient.DefaultRequestHeaders;
        if (headers.Authorization is not null || headers.Contains("X-API-Key") || headers.Contains("Cookie"))
        {
            throw new ArgumentException(
                "HttpClient.DefaultRequestHeaders hold credentials, which would go to the storage too. Remove them and set EventPicsClientOptions.ApiKey.",
                nameof(httpClient));
        }

        return httpClient;
    }
}
