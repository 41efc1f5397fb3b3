using System.Buffers;
using System.Security.Cryptography;

namespace EventPics.Shared;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class Sha256Hex
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Hashes the rest of a stream.</summary>
    public static string Compute(Stream source, CancellationToken cancellationToken = default) => Copy(source, target: null, cancellationToken).Sha256;

    /// <summary>Hashes the rest of a stream, and copies it to a target if there is one.</summary>
    public static (long Length, string Sha256) Copy(Stream source, Stream? target, CancellationToken cancellationToken = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            for (int read; (read = source.Read(buffer, 0, buffer.Length)) > 0; length += read)
            {
                hash.AppendData(buffer, 0, read);
                target?.Write(buffer, 0, read);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return (length, Format(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Formats a hash.</summary>
    public static string Format(byte[] hash) =>
#if NET9_0_OR_GREATER
        Convert.ToHexStringLower(hash);
#else
        string.Concat(hash.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
#endif
}
