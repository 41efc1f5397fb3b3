using EventPics.Cli.Internal;
using EventPics.Emulator;
using EventPics.Queue;

namespace EventPics.Cli.Tests;

public class StatusCommandTests : ToolTest
{
    [Fact]
    public async Task Without_a_queue_nothing_is_known()
    {
        var check = await RunAsync("status", "--check");
        var plain = await RunAsync("status");

        Assert.Equal((3, 0), (check.ExitCode, plain.ExitCode));
        Assert.StartsWith("UNKNOWN: There is no queue in ", check.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(DataDirectory, "queue")));
    }

    [Fact]
    public async Task A_queue_that_nobody_sends_is_a_problem_only_while_photos_wait()
    {
        await RunAsync("upload", NewPicture(NewFolder("in")), "--event", Event, "--no-wait");
        var waiting = await RunAsync("status", "--check");
        await RunAsync("queue", "send");
        var sent = await RunAsync("status", "--check", "--json");

        Assert.Equal(2, waiting.ExitCode);
        Assert.StartsWith("CRITICAL: Nothing is being sent.", waiting.Out, StringComparison.Ordinal);
        Assert.Contains("1 waiting", waiting.Out, StringComparison.Ordinal);
        Assert.Equal(1, sent.ExitCode);
        var line = Assert.Single(sent.Json);
        Assert.Equal(("status", "warning", "notSending"), (ToolResult.Text(line, "type"), ToolResult.Text(line, "health"), ToolResult.Text(line, "connection")));
        Assert.Equal((0, 1, 0), (line.GetProperty("waiting").GetInt32(), line.GetProperty("uploadedToday").GetInt32(), line.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task A_running_watch_is_fine_until_its_key_is_refused()
    {
        var folder = NewFolder("in");
        using var tool = Start("watch", folder, "--event", Event, "--json");
        await tool.WaitForTextAsync("Watching");
        NewPicture(folder);
        await tool.WaitForTextAsync("\"uploaded\"");
        var fine = await RunAsync("status", "--check");
        Emulator.Faults.OnUploadUrl(Fault.Status(401).Times(1000));
        NewPicture(folder);
        await tool.WaitForTextAsync("apiKeyRejected");
        var refused = await RunAsync("status", "--check", "--lang", "de");

        Assert.True(fine.ExitCode == 0, fine.ToString());
        Assert.StartsWith("OK: Online.", fine.Out, StringComparison.Ordinal);
        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.StartsWith("KRITISCH: Der API-Schlüssel wurde abgelehnt.", refused.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueueConnection.Online, 0, 0, HealthLevel.Fine)]
    [InlineData(QueueConnection.Held, 5, 0, HealthLevel.Fine)]
    [InlineData(QueueConnection.Online, 0, 1, HealthLevel.Warning)]
    [InlineData(QueueConnection.Offline, 0, 0, HealthLevel.Warning)]
    [InlineData(QueueConnection.Offline, 16, 0, HealthLevel.Critical)]
    [InlineData(QueueConnection.ServerTrouble, 14, 0, HealthLevel.Warning)]
    [InlineData(QueueConnection.RateLimited, 16, 0, HealthLevel.Critical)]
    [InlineData(QueueConnection.Paused, 0, 0, HealthLevel.Warning)]
    [InlineData(QueueConnection.CaptivePortal, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueConnection.Untrusted, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueConnection.ApiKeyRejected, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueConnection.EventUnavailable, 0, 0, HealthLevel.Critical)]
    [InlineData(QueueConnection.StorageTrouble, 0, 0, HealthLevel.Critical)]
    public void A_status_is_judged_by_who_has_to_act(QueueConnection connection, int oldestMinutes, int failed, object level) =>
        Assert.Equal(level, QueueHealth.Of(new QueueStatus
        {
            Connection = connection,
            SetAside = failed,
            OldestWaitingAge = oldestMinutes == 0 ? null : TimeSpan.FromMinutes(oldestMinutes),
            LastContactAt = DateTimeOffset.UnixEpoch,
        }, DateTimeOffset.UnixEpoch.AddMinutes(1)));

    [Theory]
    [InlineData(null, HealthLevel.Unknown)]
    [InlineData(4, HealthLevel.Fine)]
    [InlineData(6, HealthLevel.Warning)]
    public void A_connection_is_only_as_good_as_its_last_contact(int? minutes, object level) =>
        Assert.Equal(level, QueueHealth.Of(
            new QueueStatus { Connection = QueueConnection.Online, LastContactAt = minutes is { } ago ? DateTimeOffset.UnixEpoch.AddMinutes(-ago) : null }, DateTimeOffset.UnixEpoch));
}
