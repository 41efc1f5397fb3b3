#if NET
namespace EventPics.Internal;

/// <summary>What a request learns about its connection, and what it allows.</summary>
internal sealed class ConnectionTrace
{
    /// <summary>Whether every address of the host must be a public one.</summary>
    public bool PublicOnly { get; init; }

    /// <summary>Whether a connection was opened for this request; otherwise it went over one from the pool.</summary>
    public bool IsNewConnection { get; set; }
}
#endif
