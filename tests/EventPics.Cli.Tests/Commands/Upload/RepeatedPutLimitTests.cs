using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Upload;

public class RepeatedPutLimitTests : ToolTest
{
    protected override EventPicsEmulatorOptions Options() => new() { LimitRepeatedPuts = true };

    [Fact]
    public async Task A_photo_whose_response_was_lost_arrives_once_in_a_storage_that_limits_repeated_PUTs()
    {
        Emulator.Faults.OnPut(Fault.LostResponse);

        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Single(result.OfType("uploaded"));
        Assert.Equal(1, Assert.Single(Emulator.Photos).UploadUrlNumber);
        Assert.True(Emulator.Requests.Count(request => request.Operation == EmulatorOperation.Put) >= 2);
    }
}
