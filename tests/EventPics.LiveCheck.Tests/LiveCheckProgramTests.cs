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
        Assert.Equal(
            QuestionList.All.Select(question => (question.Name, question.Name switch
            {
                "unused-url" or "taken-at" or "default-album" => "lookInAlbum",
                _ => question.IsSlow ? "noAnswer" : "asAssumed",
            })),
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

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("no answer: getuploadurl returned 503", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_down_answers_nothing()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.Offline = true;

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--json", JsonFile]);

        Assert.True(run.ExitCode == 4, run.Output);
        var json = await File.ReadAllTextAsync(JsonFile, TestContext.Current.CancellationToken);
        Assert.Equal(QuestionList.All.Select(question => (question.Name, "noAnswer")), Findings(json));
    }

    [Fact]
    public async Task The_report_holds_every_answer_so_far()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.OnUploadUrl(Fault.Delay(TimeSpan.FromDays(1)));
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var run = LiveCheckProgram.RunUntilAsync(emulator, [.. Destination, "--yes", "--json", JsonFile], kill.Token);
        await Eventually.TrueAsync(() => run.IsCompleted || emulator.Faults.Pending == 0);
        await kill.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var json = await File.ReadAllTextAsync(JsonFile, TestContext.Current.CancellationToken);
        Assert.Equal([("event-list", "asAssumed")], Findings(json));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_noticed_before_the_first_question()
    {
        await using var emulator = await StartAsync();

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--json", _folder.PathOf("missing/report.json")]);

        Assert.True(run.ExitCode == 2, run.Output);
        Assert.Empty(emulator.Requests);
    }

    [Theory]
    [InlineData(20, 429, 1, "differs")]
    [InlineData(21, 429, 0, "as assumed")]
    [InlineData(21, 500, 4, "no answer")]
    public async Task Only_429_is_a_rate_limit(int call, int status, int exitCode, string finding)
    {
        await using var emulator = await StartAsync();
        _ = call <= 20
            ? emulator.Faults.OnEvents(Fault.None.Times(call - 1)).OnEvents(Fault.Status(status))
            : emulator.Faults.OnUploadUrl(Fault.Status(status));

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--only", "rate-limit"]);

        Assert.True(run.ExitCode == exitCode, run.Output);
        Assert.Contains($"{finding}: call {call} returned {status}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "503 and 200")]
    [InlineData(1, "200 and 503")]
    public async Task Two_photos_of_one_name_must_both_be_stored(int stored, string statuses)
    {
        await using var emulator = await StartAsync();
        if (stored > 0)
        {
            emulator.Faults.OnPut(Fault.None);
        }

        emulator.Faults.OnPut(Fault.Status(503));

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--only", "same-name"]);

        Assert.True(run.ExitCode == 1, run.Output);
        Assert.Contains("differs: the PUTs returned " + statuses, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_key_headers_must_return_the_same_list()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.OnEvents(Fault.Response("""{"events":[]}"""));

        var run = await LiveCheckProgram.RunAsync(emulator, [.. Destination, "--yes", "--only", "event-list"]);

        Assert.True(run.ExitCode == 1, run.Output);
        Assert.Contains("differs: Bearer and X-API-Key return different lists", run.Output, StringComparison.Ordinal);
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
