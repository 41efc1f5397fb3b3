using EventPics;
using EventPics.Queue;

namespace TestingWithEmulator;

/// <summary>The part of a booth program that the tests with mocks are about: the buttons below a photo.</summary>
internal sealed class Kiosk(EventPicsClient client, UploadQueue queue)
{
    #region kiosk
    /// <summary>Uploads the photo now, and returns what the guest reads.</summary>
    public async Task<string> ShareAsync(UploadRequest photo)
    {
        try
        {
            await client.UploadAsync(photo);
            return $"{photo.FileName} is in the album.";
        }
        catch (EventPicsException e) when (e.Scope != EventPicsErrorScope.Upload) // the photo itself is fine
        {
            photo.UploadUrl = e.UploadUrl; // the photo may have arrived: sent again, it replaces that one
            await queue.EnqueueAsync(photo);
            return "The photo will be in the album later.";
        }
    }
    #endregion
}
