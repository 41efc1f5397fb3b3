using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Moves or deletes a file, but only while it holds the very bytes that were uploaded.</summary>
internal sealed class FinishedFiles(AfterUpload afterUpload, ILogger logger)
{
    /// <summary>Tidies one file away.</summary>
    public FinishResult Finish(string root, string path, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return TidyAway(root, path, sha256, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return FinishResult.Gone;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotFinished(logger, path, e.Message);
            return FinishResult.Later;
        }
    }

    private FinishResult TidyAway(string root, string path, string sha256, CancellationToken cancellationToken)
    {
        if (FileSnapshot.Take(path) is not { } before)
        {
            return FinishResult.Gone;
        }

        // What can be found out without reading the file comes first.
        var wanted = Path.Combine(root, FileFilter.DoneFolder, Paths.Relative(root, path));
        if (afterUpload == AfterUpload.Move)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);
            if (Paths.IsBehindLink(root, wanted))
            {
                throw new IOException($"'{Path.GetDirectoryName(wanted)}' leads out of the folder. Replace that link by a folder.");
            }
        }

        // Where the system keeps writers out, they stay out until the file is away.
        using var stream = FileAccessProbe.OpenUnwritten(path);
        if (Paths.IsBehindLink(root, path) || Hashing.Sha256(stream, cancellationToken) != sha256 || FileSnapshot.Take(path) != before)
        {
            return FinishResult.Changed;
        }

        if (afterUpload == AfterUpload.Delete)
        {
            File.Delete(path);
            Log.Deleted(logger, path);
            return FinishResult.Done;
        }

        var target = Move(path, wanted);
        Log.Moved(logger, path, target);
        return FinishResult.Done;
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
                // Another file took the name a moment ago.
            }
        }
    }
}
