using EventPics.Emulator;

namespace EventPics.Benchmarks.Faults;

/// <summary>A way to upload one photo that a booth program may use.</summary>
internal interface ISender
{
    string Name { get; }

    /// <summary>Uploads a photo. Returns whether the sender takes it for delivered.</summary>
    Task<bool> UploadAsync(EventPicsEmulator emulator, string file, CancellationToken cancellationToken);
}
