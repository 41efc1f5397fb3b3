using System.Text.Json;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.OperatorApp.Support;

/// <summary>Runs the operator app as a process, with a profile.</summary>
public abstract class AppTest : ToolTest
{
    private static readonly HttpClient Client = new();

    internal string ProfilePath => Path.Combine(DataDirectory, "profiles", "default.json");

    internal void WriteProfile(string folder, string linkId = Event, string more = "") => WriteProfile([folder], linkId, more);

    internal void WriteProfile(string[] folders, string linkId = Event, string more = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ProfilePath)!);
        File.WriteAllText(
            ProfilePath, $$"""{ "event": "{{linkId}}", "folders": {{JsonSerializer.Serialize(folders)}}{{more}} }""");
    }

    internal async Task<RunningTool> StartAppAsync(params string[] more)
    {
        var tool = Start(["run", "--port", "0", .. more]);
        await tool.WaitForTextAsync("The page is at http://");
        return tool;
    }

    internal string FindAddress() =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(DataDirectory, "app.json"))).GetProperty("address").GetString()!;

    internal Task<string> GetAsync(string path) => Client.GetStringAsync(new Uri(FindAddress() + path), Cancel);

    internal async Task<JsonElement> GetStatusAsync() => JsonElement.Parse(await GetAsync("api/status"));

    internal Task WaitForPhotosAsync(int count) => Emulator.WaitForPhotosAsync(count, Cancel).WaitAsync(TestTimeout.Default, Cancel);
}
