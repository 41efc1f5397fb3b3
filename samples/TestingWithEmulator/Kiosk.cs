using EventPics;
using EventPics.Queue;

namespace TestingWithEmulator;

/// <summary>The part of a booth program that the tests with mocks are about: the buttons below a photo.</summary>
internal sealed class Kiosk(EventPicsClient client, UploadQueue queue)
{
    /// <summary>Uploads the photo now, and returns what the guest reads.</summary>
    public async Task<string> ShareAsync(string linkId, string filePath)
    {
        try
        {
            var photo = await client.UploadAsync(linkId, filePath);
            return $"{photo.FileName} is in the album.";
        }
        catch (EventPicsException e) when (e.IsTransient)
        {
            await queue.EnqueueAsync(linkId, filePath);
            return "The photo will be in the album later.";
        }
    }
}
