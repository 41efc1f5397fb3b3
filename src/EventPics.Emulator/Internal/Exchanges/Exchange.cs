using EventPics.Emulator.Internal.Faults;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>One request under way: what came, what is to go wrong, and where it is written down.</summary>
internal sealed record Exchange(HttpContext Context, string Path, string Query, ReceivedRequest Request, FaultPlan Plan, RequestBody Body)
{
    public CancellationToken Aborted => Context.RequestAborted;
}
