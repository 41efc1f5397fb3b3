using EventPics.Cli.Commands.Status;
using EventPics.Cli.Model;
using EventPics.Cli.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;

namespace EventPics.Cli.Tests.Commands.Status;

public class StatusCommandTests : ToolTest
{
    [Fact]
    public async Task Without_a_queue_the_status_is_unknown()
    {
        var check = await RunAsync("status", "--check");
        var plain = await RunAsync("status");

        Assert.Equal((3, 0), (check.ExitCode, plain.ExitCode));
        Assert.StartsWith("UNKNOWN: There is no queue in ", check.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(DataDirectory, "queue")));
    }

    [Fact]
    public async Task A_queue_without_a_sender_is_critical_only_while_photos_wait()
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        var waiting = await RunAsync("status", "--check");
        await RunAsync("queue", "send");
        var sent = await RunAsync("status", "--check", "--json");

        Assert.Equal(2, waiting.ExitCode);
        Assert.StartsWith("CRITICAL: Nothing is being sent.", waiting.Out, StringComparison.Ordinal);
        Assert.Contains("1 waiting", waiting.Out, StringComparison.Ordinal);
        Assert.Equal(1, sent.ExitCode);
        var line = Assert.Single(sent.Json);
        Assert.Equal(
            ("status", "warning", "notSending"),
            (ToolResult.Text(line, "type"), ToolResult.Text(line, "health"), ToolResult.Text(line, "connection")));
        Assert.Equal(
            (0, 1, 0),
            (line.GetProperty("waiting").GetInt32(), line.GetProperty("uploadedToday").GetInt32(), line.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task A_running_watch_is_fine_until_its_key_is_rejected()
    {
        var folder = NewFolder("in");
        using var tool = Start("watch", folder, "--event", Event, "--json");
        await tool.WaitForTextAsync("Watching");
        NewPhoto(folder);
        await tool.WaitForTextAsync("\"uploaded\"");
        var fine = await RunAsync("status", "--check");
        Emulator.Faults.OnUploadUrl(Fault.Status(401).Times(1000));
        NewPhoto(folder);
        await tool.WaitForTextAsync("apiKeyRejected");
        var rejected = await RunAsync("status", "--check", "--lang", "de");

        Assert.True(fine.ExitCode == 0, fine.ToString());
        Assert.StartsWith("OK: Online.", fine.Out, StringComparison.Ordinal);
        Assert.True(rejected.ExitCode == 2, rejected.ToString());
        Assert.StartsWith("KRITISCH: Der API-Schlüssel wurde abgelehnt.", rejected.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueueHealth.Online, 0, 0, HealthLevel.Fine)]
    [InlineData(QueueHealth.Held, 5, 0, HealthLevel.Fine)]
    [InlineData(QueueHealth.Online, 0, 1, HealthLevel.Warning)]
    [InlineData(QueueHealth.Offline, 0, 0, HealthLevel.Warning)]
    [InlineData(QueueHealth.Offline, 16, 0, HealthLevel.Critical)]
    [InlineData(QueueHealth.ServerError, 14, 0, HealthLevel.Warning)]
    [InlineData(QueueHealth.RateLimited, 16, 0, HealthLevel.Critical)]
    [InlineData(QueueHealth.Paused, 0, 0, HealthLevel.Warning)]
    [InlineData(QueueHealth.CaptivePortal, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueHealth.Untrusted, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueHealth.ApiKeyRejected, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueHealth.EventUnavailable, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueHealth.StorageError, 0, 0, HealthLevel.Critical)]
    public void A_status_is_critical_only_when_a_person_has_to_act(QueueHealth connection, int oldestMinutes, int failed, object level) =>
        Assert.Equal(level, HealthClassifier.Classify(new QueueStatus
        {
            Health = connection,
            Failed = failed,
            OldestWaitingAge = oldestMinutes == 0 ? null : TimeSpan.FromMinutes(oldestMinutes),
            LastContactAt = DateTimeOffset.UnixEpoch,
        }, DateTimeOffset.UnixEpoch.AddMinutes(1)));

    [Fact]
    public void Photos_that_wait_for_another_API_key_are_a_warning() =>
        Assert.Equal(HealthLevel.Warning, HealthClassifier.Classify(new QueueStatus
        {
            Health = QueueHealth.Online,
            OtherAccount = 1,
            LastContactAt = DateTimeOffset.UnixEpoch,
        }, DateTimeOffset.UnixEpoch.AddMinutes(1)));

    [Theory]
    [InlineData(null, HealthLevel.Unknown)]
    [InlineData(4, HealthLevel.Fine)]
    [InlineData(6, HealthLevel.Warning)]
    public void A_connection_is_only_as_good_as_its_last_contact(int? minutes, object level) =>
        Assert.Equal(level, HealthClassifier.Classify(
            new QueueStatus { Health = QueueHealth.Online, LastContactAt = minutes is { } ago ? DateTimeOffset.UnixEpoch.AddMinutes(-ago) : null }, DateTimeOffset.UnixEpoch));
}
