using EventPics;
using EventPics.Emulator;
using QuickStart;

if (!Arguments.TryParse(args, out var arguments, out var problem))
{
    Console.Error.WriteLine(problem);
    return 2;
}

var apiKey = Environment.GetEnvironmentVariable("EVENTPICS_API_KEY");
return string.IsNullOrEmpty(apiKey) ? await TryEmulatorAsync(arguments) : await UseServiceAsync(apiKey, arguments);

static async Task<int> TryEmulatorAsync(Arguments arguments)
{
    await using var emulator = await EventPicsEmulator.StartAsync();
    Console.WriteLine("EVENTPICS_API_KEY is not set, so these photos go to a local emulator.");
    var options = new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress };
    using var client = new EventPicsClient(options);
    var exitCode = await UploadSession.RunAsync(client, arguments);

    Console.WriteLine();
    Console.WriteLine("The album now contains:");
    foreach (var photo in emulator.Photos)
    {
        Console.WriteLine($"  {photo.FileName}  {photo.Length:N0} bytes  {photo.ContentType}  sha256 {photo.Sha256[..12]}...");
    }

    Console.WriteLine($"Gallery: {emulator.BaseAddress}");
    if (arguments.KeepOpen)
    {
        Console.WriteLine("Press Ctrl+C to close it.");
        await Shutdown.WaitAsync();
    }

    return exitCode;
}

static async Task<int> UseServiceAsync(string apiKey, Arguments arguments)
{
    var options = new EventPicsClientOptions { ApiKey = apiKey, ApplicationName = "QuickStart/1.0" };
    if (Environment.GetEnvironmentVariable("EVENTPICS_BASE_ADDRESS") is { Length: > 0 } address)
    {
        options.BaseAddress = new Uri(address);
    }

    using var client = new EventPicsClient(options);
    return await UploadSession.RunAsync(client, arguments);
}
