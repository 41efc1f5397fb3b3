namespace EventPics.Queue.Internal.Jobs;

/// <summary>The memory beside the database.</summary>
internal interface IUploadJournal
{
    void RecordStarted(QueueJob job);

    void RecordUploaded(QueueJob job);
}
