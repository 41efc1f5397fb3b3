using EventPics.Queue.Internal.Local;

namespace EventPics.Queue.Tests.Local;

[Collection(nameof(NonParallel))]
public sealed class CloudSyncDetectorTests
{
    private const string OneDrive = @"C:\Users\Booth\OneDrive";

    [Theory]
    [InlineData("OneDrive", OneDrive, OneDrive, "OneDrive")]
    [InlineData("OneDrive", OneDrive + @"\", OneDrive + @"\Documents\queue", "OneDrive")]
    [InlineData("OneDriveConsumer", OneDrive, @"c:\users\booth\onedrive\queue", "OneDrive")]
    [InlineData("OneDriveCommercial", OneDrive + " - Fotobox GmbH", OneDrive + @" - Fotobox GmbH\queue", "OneDrive")]
    [InlineData("OneDrive", OneDrive, OneDrive + @" - Fotobox GmbH\queue", null)]
    [InlineData("OneDrive", OneDrive, @"C:\Users\Booth\AppData\Local\EventPics\queue", null)]
    [InlineData("OneDrive", "", @"C:\queue", null)]
    [InlineData("Dropbox", OneDrive, OneDrive, null)]
    public void F077_A_folder_in_OneDrive_is_recognized(string variable, string root, string folder, string? service) =>
        Assert.Equal(service, CloudSyncDetector.Detect(folder, name => name == variable ? root : null, @"C:\Users\Booth"));

    [Theory]
    [InlineData("/Users/booth/Library/Mobile Documents/com~apple~CloudDocs/queue", "iCloud")]
    [InlineData("/Users/booth/Library/CloudStorage/Dropbox/queue", "a cloud service")]
    [InlineData("/Users/booth/Library/Application Support/EventPics/queue", null)]
    [InlineData("/Users/other/Library/CloudStorage/Dropbox/queue", null)]
    public void F077_A_folder_that_macOS_syncs_to_a_cloud_is_recognized(string folder, string? service) =>
        Assert.Equal(service, CloudSyncDetector.Detect(folder, _ => null, "/Users/booth"));

    [Fact]
    public async Task F077_A_queue_in_a_synced_folder_is_rejected_before_anything_is_created()
    {
        using var cloud = new TempFolder();
        var before = Environment.GetEnvironmentVariable("OneDriveConsumer");
        Environment.SetEnvironmentVariable("OneDriveConsumer", cloud.Path);
        try
        {
            var e = await Assert.ThrowsAsync<UploadQueueException>(() => UploadQueue.OpenWithoutSendingAsync(
                new UploadQueueOptions { Folder = cloud.PathOf("queue") }, cancellationToken: TestContext.Current.CancellationToken));

            Assert.Equal(UploadQueueError.NetworkFolder, e.Error);
            Assert.Contains("OneDrive", e.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(cloud.Path));
        }
        finally
        {
            Environment.SetEnvironmentVariable("OneDriveConsumer", before);
        }
    }
}
