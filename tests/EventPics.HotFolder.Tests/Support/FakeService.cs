namespace EventPics.HotFolder.Tests.Support;

/// <summary>A service in memory that keeps every upload waiting until the test allows uploads.</summary>
internal sealed class FakeService : FakeUploadService
{
    public FakeService()
    {
        OnUploadUrl = (_, cancellationToken) => UploadsAllowed.Task.WaitAsync(cancellationToken);
        OnEvents = async cancellationToken =>
        {
            await (ListAllowed?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
            if (ListFailure is not null)
            {
                throw ListFailure;
            }
        };
    }

    /// <summary>Complete it to let uploads through.</summary>
    public TaskCompletionSource UploadsAllowed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Complete it to let the list of albums through. Null: the list doesn't wait.</summary>
    public TaskCompletionSource? ListAllowed { get; set; }

    /// <summary>The exception that the list of albums throws.</summary>
    public Exception? ListFailure { get; set; }
}
