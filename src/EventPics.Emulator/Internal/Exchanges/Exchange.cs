using EventPics.Emulator.Internal.Faults;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>A request in progress: what was received, its fault, and its record.</summary>
internal sealed record Exchange(HttpContext Context, string Path, string Query, ReceivedRequest Request, FaultPlan Plan, RequestBody Body)
{
    public CancellationToken Aborted => Context.RequestAborted;
}
