using EventPics.Emulator;

namespace EventPics.Benchmarks.Faults;

/// <summary>The SDK with its default options.</summary>
internal sealed class SdkSender : ISender
{
    public string Name => "EventPics";

    public async Task<bool> UploadAsync(EventPicsEmulator emulator, string file, CancellationToken cancellationToken)
    {
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress });
        try
        {
            await client.UploadAsync(emulator.Events[0].LinkId, file, cancellationToken: cancellationToken);
            return true;
        }
        catch (EventPicsException e)
        {
            Console.Error.WriteLine($"{Name}: {e.Message}");
            return false;
        }
    }
}
