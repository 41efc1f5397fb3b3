using System.Diagnostics;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Support;

/// <summary>Runs the built tool as a process against an emulator, with a data folder of its own.</summary>
public abstract class ToolTest : IAsyncLifetime
{
    protected const string Event = "abcd1234";

    // A published tool to test instead of the one built beside the tests.
    private static readonly string? PublishedTool = Environment.GetEnvironmentVariable("EVENTPICS_TOOL");

    private readonly TempFolder _root = new();
    private int _photos;

    internal EventPicsEmulator Emulator { get; private set; } = null!;

    protected string DataDirectory => _root.PathOf("data");

    /// <summary>Variables for the next run, on top of the usual ones; null removes one.</summary>
    protected Dictionary<string, string?> Variables { get; } = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Emulator = await EventPicsEmulator.StartAsync(Options(), Cancel);
        Variables["EVENTPICS_BASE_ADDRESS"] = Emulator.BaseAddress.AbsoluteUri;
        Variables["EVENTPICS_DATA_DIR"] = DataDirectory;
        Variables["EVENTPICS_API_KEY"] = Emulator.ApiKey;
        Variables["LC_ALL"] = "C.UTF-8";
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _root.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual EventPicsEmulatorOptions Options() => new();

    internal string NewFolder(string name) => Directory.CreateDirectory(_root.PathOf(name)).FullName;

    /// <summary>Writes a photo with random bytes that is complete by the structure of a JPEG.</summary>
    internal string NewPhoto(string folder, string? name = null, int length = 4000)
    {
        var bytes = new byte[length];
        Random.Shared.NextBytes(bytes);
        new byte[] { 0xFF, 0xD8, 0xFF, 0xFE }.CopyTo(bytes, 0);
        bytes[4] = (byte)((length - 6) >> 8);
        bytes[5] = (byte)(length - 6);
        if (length > 60_000)
        {
            // A comment can't be longer; the bytes after it count as image data.
            (bytes[4], bytes[5]) = (0, 16);
        }

        new byte[] { 0xFF, 0xD9 }.CopyTo(bytes, length - 2);
        var path = Path.Combine(folder, name ?? $"IMG_{++_photos:0000}.jpg");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    internal async Task<ToolResult> RunAsync(params string[] arguments)
    {
        using var tool = Start(arguments);
        return await tool.WaitAsync();
    }

    internal async Task<ToolResult> RunWithInputAsync(string input, params string[] arguments)
    {
        var info = Info(arguments);
        var process = new RunningTool(info, input);
        using (process)
        {
            return await process.WaitAsync();
        }
    }

    internal RunningTool Start(params string[] arguments) => new(Info(arguments), "");

    /// <summary>The tool with a terminal of its own, on which its stderr arrives at stdout.</summary>
    internal RunningTool StartAtTerminal(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "'script' makes the terminal.");
        var info = Info([]);
        var command = string.Join(' ', info.ArgumentList.Concat(arguments));
        command = $"exec {info.FileName} {command}"; // a shell that stays would die of the signals typed
        info.FileName = "/usr/bin/script";
        info.ArgumentList.Clear();
        info.ArgumentList.Add("-qefc");
        info.ArgumentList.Add(command);
        info.ArgumentList.Add("/dev/null");
        info.Environment["TERM"] = "xterm";
        return new RunningTool(info, input: null);
    }

    /// <summary>The tool as the words "$@" of a bash script.</summary>
    internal RunningTool StartByShell(string script, params string[] arguments)
    {
        var info = Info(arguments);
        string[] words = ["-c", script, "tool", info.FileName, .. info.ArgumentList];
        info.FileName = "/bin/bash";
        info.ArgumentList.Clear();
        words.ToList().ForEach(info.ArgumentList.Add);

        return new RunningTool(info, "");
    }

    private ProcessStartInfo Info(string[] arguments)
    {
        var program = PublishedTool ?? "dotnet";
        var info = new ProcessStartInfo(DefaultSignals.Wrapper ?? program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
            WorkingDirectory = _root.Path,
        };
        DefaultSignals.Arguments(program).ToList().ForEach(info.ArgumentList.Add);
        if (PublishedTool is null)
        {
            info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "EventPics.Cli.dll"));
        }

        arguments.ToList().ForEach(info.ArgumentList.Add);
        foreach (var (name, value) in Variables)
        {
            info.Environment[name] = value;
            if (value is null)
            {
                info.Environment.Remove(name);
            }
        }

        return info;
    }
}
