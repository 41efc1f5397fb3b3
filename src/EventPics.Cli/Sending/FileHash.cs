namespace EventPics.Cli.Sending;

/// <summary>Hashes files that other programs may have open.</summary>
internal static class FileHash
{
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Task<(long Length, string Sha256)> ComputeAsync(string path, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
            return Sha256Hex.Copy(file, target: null, cancellationToken);
        },
        cancellationToken);
}
