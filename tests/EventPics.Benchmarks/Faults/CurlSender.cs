using System.Diagnostics;
using System.Text.Json;
using EventPics.Emulator;

namespace EventPics.Benchmarks.Faults;

/// <summary>A script around curl that retries both calls.</summary>
internal sealed class CurlSender : ISender
{
    private static readonly string[] Retries = ["--silent", "--fail", "--location", "--retry", "5", "--retry-all-errors"];

    public string Name => "curl --retry 5";

    public async Task<bool> UploadAsync(EventPicsEmulator emulator, string file, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Serialize(new { apiKey = emulator.ApiKey, linkId = emulator.Events[0].LinkId, fileName = "photo.jpg" });
        var answer = await RunAsync(
            [.. Retries, "--json", request, new Uri(emulator.BaseAddress, "getuploadurl").AbsoluteUri], cancellationToken);
        return answer is not null && UploadUrl(answer) is { } url
            && await RunAsync([.. Retries, "--header", "Content-Type: image/jpeg", "--upload-file", file, url], cancellationToken) is not null;
    }

    private static string? UploadUrl(string answer)
    {
        try
        {
            return JsonElement.Parse(answer).GetProperty("uploadUrl").GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Its output, or null when it failed.
    private static async Task<string?> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var errors = curl.StandardError.ReadToEndAsync(cancellationToken);
            var output = await curl.StandardOutput.ReadToEndAsync(cancellationToken);
            await errors;
            await curl.WaitForExitAsync(cancellationToken);
            return curl.ExitCode == 0 ? output : null;
        }
        finally
        {
            curl.Kill();
        }
    }
}
