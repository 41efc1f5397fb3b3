using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal;

/// <summary>The gallery.</summary>
internal static class GalleryPages
{
    public static async Task<bool> TryHandleAsync(HttpContext context, string path)
    {
        if (path != "/")
        {
            return false;
        }

        await context.Response.WriteAsync("EventPics", context.RequestAborted).ConfigureAwait(false);
        return true;
    }
}
