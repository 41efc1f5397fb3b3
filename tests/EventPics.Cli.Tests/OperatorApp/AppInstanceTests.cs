using System.Diagnostics;
using EventPics.Cli.OperatorApp;

namespace EventPics.Cli.Tests.OperatorApp;

public class AppInstanceTests
{
    [Fact]
    public void The_address_is_that_of_a_running_process()
    {
        using var data = new TempFolder();
        using var instance = AppInstance.TryStart(data.Path)!;
        instance.Publish("http://127.0.0.1:8420/");

        Assert.Equal("http://127.0.0.1:8420/", AppInstance.FindAddress(data.Path)?.Address);
        using var ended = Process.Start("dotnet", "--version")!;
        ended.WaitForExit();
        File.WriteAllText(data.PathOf("app.json"), $$"""{ "address": "http://127.0.0.1:1/", "processId": {{ended.Id}} }""");
        Assert.Null(AppInstance.FindAddress(data.Path));
    }

    [Fact]
    public void An_address_left_behind_that_cannot_be_deleted_does_not_prevent_the_start()
    {
        using var data = new TempFolder();
        Directory.CreateDirectory(data.PathOf("app.json"));

        using var instance = AppInstance.TryStart(data.Path);

        Assert.NotNull(instance);
        Assert.Null(AppInstance.TryStart(data.Path));
    }
}
