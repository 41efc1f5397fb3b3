using EventPics.Queue.Internal.Local;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Local;

/// <summary>The default folder of a queue.</summary>
public sealed class QueuePathsTests
{
    private const int OtherFolderWithPhotos = 227;

    private static readonly string Data = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "EventPics");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_default_folder_belongs_to_the_application_and_the_account()
    {
        Assert.Equal(Path.Combine(Data, "EventPics.Queue.Tests", "queue"), QueuePaths.DefaultFolder(UploadQueueOptions.DefaultAccountName));
        Assert.Equal(Path.Combine(Data, "EventPics.Queue.Tests", "queue-wedding"), QueuePaths.DefaultFolder("wedding"));
    }

    [Fact]
    public void An_application_whose_name_is_no_folder_name_gets_one() =>
        Assert.Equal(Path.Combine(Data, "_LM_W3SVC", "queue"), QueuePaths.DefaultFolder("/LM/W3SVC", UploadQueueOptions.DefaultAccountName));

    [Fact]
    public void An_application_without_an_entry_assembly_is_named_by_its_folder()
    {
        var name = QueuePaths.NameOf(Path.Combine(Data, "Site"));

        Assert.Matches("^Site-[0-9a-f]{8}$", name);
        Assert.Equal(name, QueuePaths.NameOf(Path.Combine(Data, "Site") + Path.DirectorySeparatorChar));
        Assert.NotEqual(name, QueuePaths.NameOf(Path.Combine(Data, "other", "Site")));
    }

    [Fact]
    public async Task A_program_that_was_renamed_is_told_once_where_its_photos_are()
    {
        var account = "t" + Guid.NewGuid().ToString("N")[..20];
        var old = QueuePaths.DefaultFolder("Old-" + account, account);
        var options = new UploadQueueOptions { AccountName = account };
        using var log = new LogCapture();
        try
        {
            var before = new UploadQueueOptions { Folder = old };
            await using (var queue = await UploadQueue.OpenWithoutSendingAsync(before, cancellationToken: Token))
            {
                await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            }

            for (var n = 0; n < 2; n++)
            {
                await using var queue = await UploadQueue.OpenWithoutSendingAsync(options, log, Token);
            }

            var warning = Assert.Single(log.Lines, static line => line.Id == OtherFolderWithPhotos);
            Assert.Contains($"set UploadQueueOptions.Folder to {old},", warning.Text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(old)!, recursive: true);
            Directory.Delete(QueuePaths.DefaultFolder(account), recursive: true);
        }
    }
}
