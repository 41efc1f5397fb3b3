using EventPics.HotFolder.Internal.Files;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.PostUpload;

/// <summary>Moves or deletes a file, but only while it contains exactly the bytes that were uploaded.</summary>
internal sealed class PostUploadAction(AfterUpload afterUpload, ILogger logger)
{
    /// <summary>Moves or deletes one file.</summary>
    public PostUploadResult Run(string root, string path, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return Execute(root, path, sha256, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return PostUploadResult.Gone;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CleanupPending(logger, path, e.Message);
            return PostUploadResult.RetryLater;
        }
    }

    private PostUploadResult Execute(string root, string path, string sha256, CancellationToken cancellationToken)
    {
        if (FileSnapshot.Read(path) is not { } before)
        {
            return PostUploadResult.Gone;
        }

        // Checks that don't read the file come first.
        var wanted = Path.Combine(root, FileFilter.UploadedFolder, Paths.Relative(root, path));
        if (afterUpload == AfterUpload.Move)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);
            if (Paths.IsBehindLink(root, wanted))
            {
                throw new IOException(
                    $"'{Path.GetDirectoryName(wanted)}' leads out of the folder. Replace that symbolic link with a folder.");
            }
        }

        // Where the system can lock writers out, they stay locked out until the file is moved or deleted.
        using var stream = SharedFile.OpenUnwritten(path);
        if (Paths.IsBehindLink(root, path) || Sha256Hex.Compute(stream, cancellationToken) != sha256 || FileSnapshot.Read(path) != before)
        {
            return PostUploadResult.Changed;
        }

        if (afterUpload == AfterUpload.Delete)
        {
            File.Delete(path);
            Log.Deleted(logger, path);
            return PostUploadResult.Done;
        }

        var target = Move(path, wanted);
        Log.Moved(logger, path, target);
        return PostUploadResult.Done;
    }

    private static string Move(string path, string wanted)
    {
        for (var number = 1; ; number++)
        {
            var name = $"{Path.GetFileNameWithoutExtension(wanted)} ({number}){Path.GetExtension(wanted)}";
            var target = number == 1 ? wanted : Path.Combine(Path.GetDirectoryName(wanted)!, name);
            try
            {
                if (!File.Exists(target))
                {
                    File.Move(path, target);
                    return target;
                }
            }
            catch (IOException) when (File.Exists(path) && File.Exists(target))
            {
                // Another file was given this name a moment ago.
            }
        }
    }
}
