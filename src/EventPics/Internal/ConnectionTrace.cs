namespace EventPics.Internal;

/// <summary>What a request learns about its connection, and what it allows.</summary>
internal sealed class ConnectionTrace
{
#if NET
    private static readonly HttpRequestOptionsKey<ConnectionTrace> Key = new("EventPics.Connection");
#endif

    /// <summary>Whether every address of the host must be a public one.</summary>
    public bool PublicOnly { get; private init; }

    /// <summary>Whether a connection was opened for this request; otherwise it went over one from the pool.</summary>
    public bool IsNewConnection { get; set; }

    /// <summary>Attaches a trace to a request; <see langword="null"/> where the framework does not tell about connections.</summary>
    public static ConnectionTrace? Attach(HttpRequestMessage request, bool publicOnly)
    {
#if NET
        var trace = new ConnectionTrace { PublicOnly = publicOnly };
        request.Options.Set(Key, trace);
        return trace;
#else
        _ = request;
        _ = publicOnly;
        return null;
#endif
    }

#if NET
    public static ConnectionTrace? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var trace) ? trace : null;
#endif
}
