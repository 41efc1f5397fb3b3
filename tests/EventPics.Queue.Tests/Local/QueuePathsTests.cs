using EventPics.Queue.Internal.Local;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Local;

/// <summary>The default folder of a queue.</summary>
public sealed class QueuePathsTests
{
    private const int OtherFolderWithPhotos = 227;
    private const int OtherFolderNotRead = 228;

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_application_without_an_entry_assembly_keeps_its_former_queue_with_and_without_waiting_photos(bool holdsPhotos)
    {
        var former = "t" + Guid.NewGuid().ToString("N");
        var old = QueuePaths.DefaultFolder(former, UploadQueueOptions.DefaultAccountName);
        try
        {
            await using (var queue =
                await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = old }, cancellationToken: Token))
            {
                _ = holdsPhotos ? await queue.EnqueueAsync(TestPhoto.Request(1), Token) : null;
            }

            Assert.Equal(old, QueuePaths.DefaultFolder(Path.Combine(Data, "Site"), former, UploadQueueOptions.DefaultAccountName));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(old)!, recursive: true);
        }
    }

    [Fact]
    public void An_application_without_an_entry_assembly_that_has_a_queue_of_its_own_does_not_return_to_the_former_one()
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        var site = Path.Combine(Data, "Site-" + name);
        var old = CreateDatabase(name);
        var present = CreateDatabase(QueuePaths.NameOf(site));
        try
        {
            Assert.Equal(present, QueuePaths.DefaultFolder(site, name, UploadQueueOptions.DefaultAccountName));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(old)!, recursive: true);
            Directory.Delete(Path.GetDirectoryName(present)!, recursive: true);
        }
    }

    [Fact]
    public void An_application_without_an_entry_assembly_shares_no_queue_with_others_hosted_natively()
    {
        var account = "t" + Guid.NewGuid().ToString("N")[..20];
        var shared = CreateDatabase("DefaultDomain", account);
        try
        {
            Assert.NotEqual(shared, QueuePaths.DefaultFolder(Path.Combine(Data, "Site"), "DefaultDomain", account));
        }
        finally
        {
            Directory.Delete(shared, recursive: true);
        }
    }

    [Fact]
    public void A_former_queue_that_can_not_be_read_is_not_given_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A symbolic link needs rights there.");
        var name = "t" + Guid.NewGuid().ToString("N");
        var old = QueuePaths.DefaultFolder(name, UploadQueueOptions.DefaultAccountName);
        Directory.CreateDirectory(Path.GetDirectoryName(old)!);
        Directory.CreateSymbolicLink(old, old);
        try
        {
            var error = Assert.Throws<UploadQueueException>(
                () => QueuePaths.DefaultFolder(Path.Combine(Data, "Site"), name, UploadQueueOptions.DefaultAccountName));

            Assert.Equal(UploadQueueError.StorageFailed, error.Error);
            Assert.Contains(old, error.Message, StringComparison.Ordinal);
            Assert.Contains("UploadQueueOptions.Folder", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(old)!, recursive: true);
        }
    }

    private static string CreateDatabase(string application, string account = UploadQueueOptions.DefaultAccountName)
    {
        var paths = new QueuePaths(QueuePaths.DefaultFolder(application, account));
        Directory.CreateDirectory(paths.Folder);
        File.WriteAllBytes(paths.Database, []);
        return paths.Folder;
    }

    [Fact]
    public async Task A_folder_that_can_not_be_read_does_not_hide_the_photos_in_others()
    {
        FolderPermissions.SkipIfNotEnforced();
        var account = "t" + Guid.NewGuid().ToString("N")[..20];
        var old = QueuePaths.DefaultFolder("Old-" + account, account);
        string[] closed =
            [.. Enumerable.Range(0, 5).Select(n => Path.Combine(QueuePaths.DefaultFolder($"{n}-{account}", account), "spool"))];
        using var log = new LogCapture();
        try
        {
            await using (var queue =
                await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = old }, cancellationToken: Token))
            {
                await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            }

            foreach (var folder in closed)
            {
                Directory.CreateDirectory(folder);
                FolderPermissions.Set(folder, UnixFileMode.None);
            }

            await using (await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { AccountName = account }, log, Token))
            {
                Assert.Contains(
                    old, Assert.Single(log.Lines, static line => line.Id == OtherFolderWithPhotos).Text, StringComparison.Ordinal);
                Assert.Equal(closed.Length, log.Lines.Count(static line => line.Id == OtherFolderNotRead));
            }
        }
        finally
        {
            foreach (var folder in closed)
            {
                FolderPermissions.Set(folder, FolderPermissions.All);
                Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(folder))!, recursive: true);
            }

            Directory.Delete(Path.GetDirectoryName(old)!, recursive: true);
            Directory.Delete(QueuePaths.DefaultFolder(account), recursive: true);
        }
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
