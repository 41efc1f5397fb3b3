using EventPics.Emulator;

namespace WebBooth;

/// <summary>The emulator in place of the real service, so that the sample runs before anybody has an API key.</summary>
internal static class LocalService
{
    /// <summary>Starts the emulator in development when neither a key nor an event is set. A booth in production says what is missing instead.</summary>
    public static async Task<EventPicsEmulator?> StartIfNothingIsSetAsync(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (!builder.Environment.IsDevelopment() || IsSet("EventPics:ApiKey") || IsSet("Booth:LinkId"))
        {
            return null;
        }

        var emulator = await EventPicsEmulator.StartAsync();
        configuration["EventPics:ApiKey"] = emulator.ApiKey;
        configuration["EventPics:BaseAddress"] = emulator.BaseAddress.AbsoluteUri;
        configuration["Booth:LinkId"] = emulator.Events[0].LinkId;
        return emulator;

        bool IsSet(string key) => !string.IsNullOrWhiteSpace(configuration[key]);
    }
}
