using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Sending;

public class SecretLeakTests : ToolTest
{
    private const string Key = "CANARYKEY-7f3a91";

    protected override EventPicsEmulatorOptions Options() => new() { ApiKey = Key };

    [Fact]
    public async Task Neither_API_key_nor_upload_URL_appears_in_output_files_or_arguments()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        Emulator.Faults.OnPut(Fault.Status(503)).OnUploadUrl(Fault.Status(500));

        using var tool = Start("upload", folder, "--event", Event, "--verbose");
        await tool.WaitForTextAsync("EventPics.Queue");
        var arguments = OperatingSystem.IsLinux() ? await File.ReadAllTextAsync($"/proc/{tool.Id}/cmdline", Cancel) : "";
        var upload = await tool.WaitAsync();
        var doctor = await RunAsync("doctor", "--event", Event, "--verbose", "--json");
        var list = await RunAsync("queue", "list", "--verbose");

        Assert.True(upload.ExitCode == 0, upload.ToString());
        var seen = upload.Out + upload.Error + doctor.Out + doctor.Error + list.Out + list.Error + arguments;
        foreach (var file in Directory.EnumerateFiles(DataDirectory, "*", SearchOption.AllDirectories))
        {
            seen += System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancel));
        }

        Assert.DoesNotContain("CANARYKEY", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Signature=", seen, StringComparison.Ordinal);
    }
}
