namespace EventPics.Queue.Internal.Jobs;

/// <summary>Records uploads apart from the database, as a backup.</summary>
internal interface IUploadJournal
{
    void RecordStarted(QueueJob job);

    void RecordUploaded(QueueJob job);
}
