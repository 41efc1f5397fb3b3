using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using EventPics.Emulator;

namespace EventPics.WebBooth.Tests.Support;

/// <summary>The sample as a process of its own, so that it can be killed and started again.</summary>
internal sealed class BoothProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BoothProcess(Uri address, Dictionary<string, string> environment)
    {
        Address = address;
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "WebBooth.exe" : "WebBooth"))
        {
            WorkingDirectory = Repository.PathOf("samples/WebBooth"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.AbsoluteUri;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public string Output => string.Join('\n', _output);

    public long PeakMemory => File.ReadLines($"/proc/{_process.Id}/status").Where(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024).Single();

    /// <summary>Starts the booth for an emulator's first event, and waits until it answers.</summary>
    public static async Task<BoothProcess> StartAsync(EventPicsEmulator emulator, TempFolder folder, Uri? address = null, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["EventPics__ApiKey"] = emulator.ApiKey,
            ["EventPics__BaseAddress"] = emulator.BaseAddress.AbsoluteUri,
            ["Booth__LinkId"] = emulator.Events[0].LinkId,
            ["Booth__Folder"] = folder.Path,
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        var booth = Start(environment, address);
        await booth.WaitUntilStartedAsync();
        return booth;
    }

    public static BoothProcess Start(Dictionary<string, string> environment, Uri? address = null) => new(address ?? FreeAddress(), environment);

    public Task WaitUntilStartedAsync() => _started.Task.WaitAsync(TestTimeout.Default);

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TestTimeout.Default);
        return _process.ExitCode;
    }

    /// <summary>Sends a photo as the pages do.</summary>
    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string name = "photo.jpg")
    {
        var settings = await Client.GetFromJsonAsync<JsonElement>("api/booth");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/photos?name={Uri.EscapeDataString(name)}") { Content = content };
        request.Headers.Add("RequestVerificationToken", settings.GetProperty("requestToken").GetString());
        return await Client.SendAsync(request);
    }

    public void Terminate() => Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Kills the process, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            _started.TrySetException(new InvalidOperationException($"The booth did not start:\n{Output}"));
            return;
        }

        _output.Enqueue(line);
        if (line.Contains("The booth is at", StringComparison.Ordinal))
        {
            _started.TrySetResult();
        }
    }
}
