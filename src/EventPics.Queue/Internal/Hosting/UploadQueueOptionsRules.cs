namespace EventPics.Queue.Internal.Hosting;

/// <summary>Every rule for <see cref="UploadQueueOptions"/>; reports all errors together.</summary>
internal static class UploadQueueOptionsRules
{
    /// <summary>Validates options that were not registered with a host.</summary>
    /// <exception cref="ArgumentException">At least one option is invalid; the message lists all errors.</exception>
    public static void ThrowIfInvalid(UploadQueueOptions options)
    {
        var errors = FindErrors(options);
        if (errors.Count > 0)
        {
            throw new ArgumentException("The upload queue's options are invalid: " + string.Join(" ", errors), nameof(options));
        }
    }

    public static List<string> FindErrors(UploadQueueOptions options)
    {
        List<string> errors = [];
        if (options.Folder is { } folder && (string.IsNullOrWhiteSpace(folder) || folder.IndexOfAny(Path.GetInvalidPathChars()) >= 0))
        {
            errors.Add("Folder must be null or a path.");
        }

        if (string.IsNullOrWhiteSpace(options.AccountName) || options.AccountName.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            errors.Add("AccountName must not be empty, and must be valid as part of a folder name.");
        }

        if (options.MaxConcurrency is < 1 or > 16)
        {
            errors.Add("MaxConcurrency must be from 1 to 16.");
        }

        if (options.LargeFileSize <= 0)
        {
            errors.Add("LargeFileSize must be positive.");
        }

        if (options.MaxFileSize <= 0 || options.MaxWaitingBytes <= 0)
        {
            errors.Add("MaxFileSize and MaxWaitingBytes must be null or positive.");
        }

        if (options.UploadedRetention < TimeSpan.Zero)
        {
            errors.Add("UploadedRetention must not be negative.");
        }

        if (options.TimeProvider is null)
        {
            errors.Add("TimeProvider must not be null.");
        }

        return errors;
    }
}
