using EventPics.Internal.Http;

namespace EventPics.Internal.Content;

/// <summary>Opens the file of a picture so that other programs may go on reading, renaming and deleting it.</summary>
internal static class SourceFile
{
    /// <summary>When it was last written to.</summary>
    public static DateTime WrittenAt(FileStream file) =>
#if NET
        File.GetLastWriteTimeUtc(file.SafeFileHandle);
#else
        File.GetLastWriteTimeUtc(file.Name);
#endif

    /// <summary>Opens it for the first time, when the path may still be wrong.</summary>
    public static FileStream OpenFirst(string path, string fullPath)
    {
        try
        {
            return Open(fullPath);
        }
        catch (IOException) when (Directory.Exists(fullPath))
        {
            throw new ArgumentException($"'{path}' is a folder. Upload its files one by one.", nameof(path));
        }
        catch (IOException) when (!File.Exists(fullPath))
        {
            throw new FileNotFoundException($"There is no file '{path}'.", fullPath);
        }
    }

    /// <summary>Opens it on the thread pool, where a dead share blocks neither a window nor the cancellation.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="path">Its path.</param>
    /// <param name="options">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<UploadRequest> OpenAsync(
        Func<UploadRequest> open, string path, EventPicsClientOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.StallTimeout, options.TimeProvider, cancellationToken);
        try
        {
            return await CancellableRead.OrCancelledAsync(Task.Run(open, deadline.Token), deadline.Token, CloseLater).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(FormattableString.Invariant(
                $"The file '{Path.GetFileName(path)}' could not be read: it did not open within {options.StallTimeout.TotalSeconds:0.###} s. Check the disk or the network share."));
        }
    }

    public static FileStream Open(string path)
    {
        try
        {
            // Buffer size 1 switches off the stream's own buffer: the body reads in large pieces anyway.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        }
        catch (FileNotFoundException)
        {
            throw;
        }
        catch (IOException cause)
        {
            throw new IOException($"'{path}' can't be read now: another program is probably still writing it. Try again when it is closed.", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new IOException($"'{path}' can't be read: this program has no permission. Check the file's owner and rights.", cause);
        }
    }

    private static void CloseLater(Task<UploadRequest> opening) => opening.ContinueWith(
        static opened => opened.Result.Content.Close(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion,
        TaskScheduler.Default);
}
