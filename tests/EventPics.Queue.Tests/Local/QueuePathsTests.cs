using EventPics.Queue.Internal.Local;

namespace EventPics.Queue.Tests.Local;

public sealed class QueuePathsTests
{
    private static readonly string Data = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "EventPics");

    [Fact]
    public void The_default_folder_belongs_to_the_application_and_the_account()
    {
        Assert.Equal(Path.Combine(Data, "EventPics.Queue.Tests", "queue"), QueuePaths.DefaultFolder(UploadQueueOptions.DefaultAccountName));
        Assert.Equal(Path.Combine(Data, "EventPics.Queue.Tests", "queue-wedding"), QueuePaths.DefaultFolder("wedding"));
    }

    [Fact]
    public void An_application_whose_name_is_no_folder_name_gets_one() =>
        Assert.Equal(Path.Combine(Data, "_LM_W3SVC", "queue"), QueuePaths.DefaultFolder("/LM/W3SVC", UploadQueueOptions.DefaultAccountName));
}
