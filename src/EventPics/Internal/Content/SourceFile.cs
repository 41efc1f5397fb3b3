using EventPics.Internal.Http;

namespace EventPics.Internal.Content;

/// <summary>Opens the file of a photo so that other programs can still read, rename and delete it.</summary>
internal static class SourceFile
{
    /// <summary>When the file was last written to.</summary>
    public static DateTime LastWriteTime(FileStream file) =>
#if NET
        File.GetLastWriteTimeUtc(file.SafeFileHandle);
#else
        File.GetLastWriteTimeUtc(file.Name);
#endif

    /// <summary>Opens a file for the first time, when the path may still be wrong.</summary>
    public static FileStream OpenFirst(string path, string fullPath)
    {
        try
        {
            return Open(fullPath);
        }
        catch (IOException) when (Directory.Exists(fullPath))
        {
            throw new ArgumentException($"'{path}' is a folder. Upload its files individually.", nameof(path));
        }
        catch (IOException) when (!File.Exists(fullPath))
        {
            throw new FileNotFoundException($"The file '{path}' does not exist. Check the path.", fullPath);
        }
    }

    /// <summary>
    /// Opens a file on the thread pool, so that an unreachable share blocks neither the caller's thread nor cancellation.
    /// </summary>
    /// <param name="open">Opens the file.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="options">The stall timeout limits the wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<UploadRequest> OpenAsync(
        Func<UploadRequest> open, string path, EventPicsClientOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.StallTimeout, options.TimeProvider, cancellationToken);
        try
        {
            return await CancellableRead.WaitAsync(Task.Run(open, deadline.Token), deadline.Token, CloseLater).ConfigureAwait(false);
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
            // Buffer size 1 disables the stream's own buffer: the body reads in large blocks anyway.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        }
        catch (FileNotFoundException)
        {
            throw;
        }
        catch (IOException e)
        {
            throw new IOException($"'{path}' can't be read: another program is probably still writing it. Try again when it is closed.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' can't be read: access is denied. Check the file's owner and permissions.", e);
        }
    }

    private static void CloseLater(Task<UploadRequest> opening) => opening.ContinueWith(
        static opened => opened.Result.Content.Close(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion,
        TaskScheduler.Default);
}
