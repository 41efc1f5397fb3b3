using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.Queue.Tests.Api;

/// <summary>The queue's objects in the responses of a web application.</summary>
public sealed partial class JsonTests
{
    private static readonly QueuedUpload Upload =
        new() { FileName = "a.jpg", State = QueuedUploadState.Failed, LastError = EventPicsError.PayloadTooLarge };

    [Fact]
    public void States_and_errors_are_texts()
    {
        var json = JsonSerializer.Serialize(Upload);

        Assert.Contains("\"State\":\"Failed\"", json, StringComparison.Ordinal);
        Assert.Contains("\"LastError\":\"PayloadTooLarge\"", json, StringComparison.Ordinal);
        Assert.Contains(
            "\"Health\":\"CaptivePortal\"", JsonSerializer.Serialize(new QueueStatus { Health = QueueHealth.CaptivePortal }),
            StringComparison.Ordinal);
        Assert.Equal("\"DiskFull\"", JsonSerializer.Serialize(UploadQueueError.DiskFull));
    }

    [Fact]
    public void Generated_code_reads_what_it_writes()
    {
        var read =
            JsonSerializer.Deserialize(JsonSerializer.Serialize(Upload, Generated.Default.QueuedUpload), Generated.Default.QueuedUpload);

        Assert.Equal((QueuedUploadState.Failed, EventPicsError.PayloadTooLarge), (read!.State, read.LastError));
        Assert.Contains("\"State\":\"Failed\"", JsonSerializer.Serialize(Upload, Generated.Default.QueuedUpload), StringComparison.Ordinal);
    }

    [JsonSerializable(typeof(QueuedUpload))]
    private sealed partial class Generated : JsonSerializerContext;
}
