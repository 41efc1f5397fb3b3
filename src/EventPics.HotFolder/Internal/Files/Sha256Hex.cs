using System.Security.Cryptography;

namespace EventPics.HotFolder.Internal.Files;

/// <summary>The name of a picture's bytes, as the queue spells it.</summary>
internal static class Sha256Hex
{
    public static string Compute(Stream stream, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        stream.Position = 0;
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sha.AppendData(buffer, 0, read);
        }

        return string.Concat(sha.GetHashAndReset().Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
