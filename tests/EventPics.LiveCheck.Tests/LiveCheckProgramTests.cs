using System.Text.Json;
using System.Text.RegularExpressions;
using EventPics.Emulator;

namespace EventPics.LiveCheck.Tests;

public sealed partial class LiveCheckProgramTests : IDisposable
{
    private static readonly string[] Destination = ["--event", "abcd1234", "--album", "a1"];

    private readonly TempFolder _folder = new();

    private string JsonFile => _folder.PathOf("report.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_question_is_answered_and_the_report_holds_no_secret()
    {
        await using var emulator = await StartAsync(new EventPicsEmulatorOptions { ApiKey = "geheim+key/4711=" });

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--json", JsonFile]);

        var json = await File.ReadAllTextAsync(JsonFile, TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.Output);
        var onlyForPeople = new[] { "unused-url", "taken-at", "default-album", "expired-url", "put-across-expiry" };
        Assert.Equal(
            QuestionList.All.Select(question => (question.Name, onlyForPeople.Contains(question.Name) ? "noAnswer" : "asAssumed")),
            Findings(json));
        Assert.All(new[] { run.Output, json }, report =>
        {
            Assert.DoesNotContain("geheim", report, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("/storage/", report, StringComparison.Ordinal);
            Assert.DoesNotContain("Signature=", report, StringComparison.Ordinal);
            Assert.DoesNotMatch(Signature(), report);
            Assert.DoesNotContain("efgh5678", report, StringComparison.Ordinal);
        });
        Assert.InRange(emulator.Photos.Count, 1, QuestionList.All.Sum(question => question.Photos));
        Assert.All(emulator.Requests, request => Assert.Null(request.Violation));
    }

    [Fact]
    public async Task An_expired_upload_URL_is_tried_after_its_lifetime()
    {
        await using var emulator = await StartAsync(new EventPicsEmulatorOptions { UploadUrlLifetime = TimeSpan.FromSeconds(1) });

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--slow", "--only", "expired-url"]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("as assumed", run.Output, StringComparison.Ordinal);
        Assert.Empty(emulator.Photos);
    }

    // A busy machine may start the PUT too late, which is a valid answer too.
    [Fact]
    public async Task A_PUT_lasts_longer_than_its_upload_URL()
    {
        var lifetime = TimeSpan.FromSeconds(2);
        await using var emulator = await StartAsync(new EventPicsEmulatorOptions { UploadUrlLifetime = lifetime });

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--slow", "--only", "put-across-expiry"]);

        Assert.DoesNotContain("no answer", run.Output, StringComparison.Ordinal);
        Assert.All(emulator.Photos, photo =>
        {
            var put = emulator.Requests.Single(request => request.Operation == EmulatorOperation.Put);
            Assert.True(photo.ReceivedAt - put.ReceivedAt > lifetime, run.Output);
        });
    }

    [Theory]
    [InlineData("bad-key", 400)]
    [InlineData("unknown-event", 400)]
    [InlineData("rate-limit", 429)]
    public async Task A_service_that_behaves_otherwise_differs(string name, int status)
    {
        await using var emulator = await StartAsync();
        emulator.Faults.OnEvents(Fault.Status(status)).OnUploadUrl(Fault.Status(status));

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--only", name]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("differs: ", run.Output, StringComparison.Ordinal);
        Assert.Contains($": {status} after ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_cannot_be_asked_has_no_answer()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.OnUploadUrl(Fault.Status(503));

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--only", "same-name"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no answer: getuploadurl returned 503", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_yes_it_says_what_it_would_do_and_requests_nothing()
    {
        await using var emulator = await StartAsync();

        var run = await LiveCheckProgram.RunAsync(emulator, Destination);

        Assert.Equal(2, run.ExitCode);
        Assert.All(QuestionList.All, question => Assert.Contains(question.Text, run.Output, StringComparison.Ordinal));
        Assert.Empty(emulator.Requests);
    }

    private static Task<EventPicsEmulator> StartAsync(EventPicsEmulatorOptions? options = null) =>
        EventPicsEmulator.StartAsync(options, TestContext.Current.CancellationToken);

    private static IEnumerable<(string Name, string Finding)> Findings(string json) =>
        from question in JsonDocument.Parse(json).RootElement.GetProperty("questions").EnumerateArray()
        select (question.GetProperty("name").GetString()!, question.GetProperty("finding").GetString()!);

    // SHA-256 in hexadecimal.
    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.IgnoreCase)]
    private static partial Regex Signature();
}
